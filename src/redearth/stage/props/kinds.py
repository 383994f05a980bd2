"""Which thing a prop's name means."""

from __future__ import annotations

from redearth.breakdown.model import Prop

SYNONYMS: dict[str, tuple[str, ...]] = {
    "shoot": ("shoot", "seedling", "sprout", "sapling", "plant", "leaf", "flower", "rose", "herb"),
    "flare": ("flare", "signal", "firework", "dynamite"),
    "torch": ("torch", "flashlight", "lantern", "lamp", "headlamp", "light"),
    "lever": ("lever", "handle", "crank", "switch", "stick", "baton", "staff", "cane", "rod", "pipe", "crowbar", "club", "bat", "pole"),
    "jar": ("jar", "seed", "seeds", "vial", "canister", "flask", "thermos", "tin", "can"),
    "book": ("book", "notebook", "diary", "journal", "bible", "manual", "novel", "ledger", "album"),
    "cup": ("cup", "mug", "tea", "coffee", "teacup"),
    "glass": ("glass", "tumbler", "wine", "whisky", "whiskey", "drink", "champagne", "cocktail"),
    "bottle": ("bottle", "beer", "vodka", "water", "pills"),
    "bowl": ("bowl", "soup", "rice", "dish"),
    "plate": ("plate", "tray", "platter", "food", "meal", "sandwich", "cake", "bread"),
    "phone": ("phone", "telephone", "cellphone", "mobile", "smartphone", "radio", "walkie", "remote", "tablet", "device"),
    "pen": ("pen", "pencil", "brush", "marker", "cigarette", "cigar", "needle", "syringe", "wand", "chopsticks"),
    "knife": ("knife", "dagger", "blade", "scalpel", "scissors", "razor"),
    "sword": ("sword", "katana", "sabre", "machete", "spear"),
    "axe": ("axe", "hatchet", "pickaxe", "hammer", "wrench", "shovel", "spade", "tool"),
    "pistol": ("gun", "pistol", "revolver", "handgun", "weapon"),
    "rifle": ("rifle", "shotgun", "musket", "carbine"),
    "bag": ("bag", "backpack", "rucksack", "satchel", "purse", "suitcase", "briefcase", "sack", "pack", "luggage", "handbag"),
    "box": ("box", "crate", "case", "package", "parcel", "chest", "present", "gift", "toolbox"),
    "key": ("key", "keys", "keycard"),
    "letter": ("letter", "paper", "note", "envelope", "card", "photo", "photograph", "picture", "ticket", "document", "newspaper", "money", "file", "script"),
    "laptop": ("laptop", "computer", "notebook computer"),
    "map": ("map", "scroll", "chart", "blueprint", "poster"),
    "rope": ("rope", "cable", "cord", "chain", "wire", "whip"),
    "chair": ("chair", "stool"),
    "violin": ("violin", "fiddle", "viola"),
    "guitar": ("guitar", "ukulele", "banjo", "cello", "lute"),
    "ball": ("ball", "apple", "orange", "egg", "orb", "stone", "rock", "fruit", "grenade", "marble", "potato"),
    "hat": ("hat", "cap", "helmet", "mask", "crown"),
    "umbrella": ("umbrella", "parasol"),
    "camera": ("camera", "camcorder", "binoculars", "scope"),
    "cloth": ("cloth", "blanket", "towel", "scarf", "flag", "handkerchief", "coat", "jacket", "shirt", "bandage"),
    "candle": ("candle", "match", "lighter"),
    "coin": ("coin", "ring", "medal", "badge", "button", "watch", "necklace", "locket", "pendant"),
    "doll": ("doll", "teddy", "toy", "puppet"),
    "basket": ("basket", "bucket", "pail", "pot", "kettle", "pan"),
    "bone": ("bone", "skull", "tooth"),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in SYNONYMS.items() for word in words}


def prop_kind(prop: Prop) -> str:
    """Return the kind of thing a prop is: a key of :data:`SYNONYMS`, or ``generic``; the last word that is known decides."""
    words = prop.name.lower().replace("-", " ").replace("_", " ").split() or prop.id.replace("-", " ").split()
    for word in reversed(words):
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            if form in _KIND_OF:
                return _KIND_OF[form]
    whole = "".join(words)
    return next((kind for word, kind in sorted(_KIND_OF.items()) if len(word) > 4 and word in whole), "generic")
