"""Which words mean which clothes, gear and hair: the costume department's dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redearth.core.physique import says
from redearth.stage.cast.outfit import Family, Hair, Top

FAMILIES: tuple[tuple[Family, str], ...] = (
    ("hazmat", r"hazmat|hazardous|biohazard|bio ?suit|chemical suit|contamination|decontamination|protective suit|radiation suit|防护服|防化服"),
    ("pressure_suit", r"pressure|space ?suit|spacesuit|astronaut|cosmonaut|environment suit|protective|radiation|diving suit|sealed|exosuit|helmet|宇航服|压力服|密封服"),
    ("rag_coat", r"elder|hood(?:ed)?|rags?|ragged|cloak|poncho|hermit|nomad|scavenger|wanderer|wastelander|beggar|shaman|破布|斗篷"),
    ("robe", r"robes?|kimono|hakama|gown|monk|priest(?:ess)?|nun|kaftan|hanfu|toga|wizard|长袍|汉服|和尚"),
    ("lab_coat", r"lab ?coat|white coat|doctor|dr|scientist|researcher|professor|nurse|chemist|scrubs|白大褂|医生|科学家"),
    ("chef", r"chefs?|cooks?|bakers?|厨师"),
    ("service", r"waiter|waitress|waitstaff|barista|bartender|sommelier|server|steward|maitre|服务员|侍者"),
    ("uniform", r"uniform|soldiers?|police(?:man|woman)?|officer|guards?|cop|captain|sergeant|colonel|general|army|military|fatigues|troopers?|pilot|agent|conductor|制服|士兵|警察"),
    ("dress", r"dress|skirt|dancer|ballerina|princess|bride|girl in|连衣裙|裙子"),
    ("long_coat", r"trench ?coat|overcoat|coat|detective|investigator|raincoat|duster|大衣|风衣"),
    ("business", r"suits?|tuxedo|tie|blazer|businessman|businesswoman|lawyer|executive|banker|boss|mr|manager|partners?|driver|butler|newscaster|西装"),
    ("work", r"overalls?|jumpsuit|coveralls?|work(?:er|men)?|mechanic|farmer|miner|engineer|technician|boots|jacket|vest|apron|mailman|filmmaker|工作服|工人|夹克"),
    ("casual", r"t-?shirt|jeans|hoodie|sweater|sweatshirt|shirt|athletes?|student|friend|boy|girl|kid|child|gym|musician|tee|blouse|polo|cardigan|pullover|毛衣|衬衫|学生|卫衣|帽衫|t恤|牛仔|背心"),
)  # fmt: skip
"""First match wins; "suit" alone is an office suit, so the sealed ones stand first."""
TOPS: dict[Top, str] = {
    "tshirt": r"t-?shirts?|tee|tank ?top|singlet|athletes?|gym|t恤|背心", "hoodie": r"hoodie|hooded sweatshirt|sweatshirt|卫衣|帽衫",
    "sweater": r"sweater|cardigan|jumper|pullover|turtleneck|毛衣", "shirt": r"shirt|blouse|polo|flannel|衬衫", "jacket": r"jacket|anorak|夹克",
}  # fmt: skip
"""What casual people wear above the belt; first match wins."""
GEAR: dict[str, str] = {
    "apron": r"apron|barista|围裙", "cap": r"cap|baseball|mailman|driver|conductor|帽子", "beanie": r"beanie|knit cap|woollen hat|woolen hat|毛线帽", "hat": r"hat|fedora|detective|礼帽",
    "toque": r"toque|chef'?s? hat|chefs?|cooks?|厨师", "hardhat": r"hard ?hat|miner|builder|construction|安全帽", "glasses": r"glasses|spectacles|bespectacled|professor|眼镜", "tie": r"tie|tuxedo|lawyer|executive|banker|领带",
    "scarf": r"scarf|scarves|围巾", "beard": r"beard(?:ed)?|胡子|大胡子", "moustache": r"mou?stache|八字胡", "goggles": r"goggles|护目镜", "mask": r"mask(?:ed)?|respirator|gas mask|面罩|口罩",
    "backpack": r"backpack|rucksack|pack|hiker|背包", "satchel": r"satchel|bag|messenger|mailman|courier|挎包", "toolbelt": r"tool ?belt|mechanic|technician|carpenter|electrician|plumber|工具带",
    "belt": r"belt|腰带", "gloves": r"gloves?|手套", "boots": r"boots|靴子", "bandolier": r"bandolier|bandoleer|ammunition belt|子弹带",
}  # fmt: skip
"""Things worn and carried, and the words that ask for them."""
_HAIR_STYLES: tuple[tuple[Hair, str], ...] = (
    ("braids", r"braid(?:s|ed)?|plaits?|pigtails?|辫子|双辫"), ("bald", r"bald|shaven|光头"), ("crop", r"crop(?:ped)?|crew cut|buzz ?cut|寸头"), ("curls", r"curl(?:s|y)|afro|卷发"), ("bun", r"bun|topknot|发髻"),
    ("bob", r"bob"), ("long", r"long(?:-| )?hair(?:ed)?|long|ponytail|长发"), ("side", r"side parting|parted|side"), ("short", r"short(?:-| )?hair(?:ed)?|短发"),
)  # fmt: skip
HAIR_COLOURS: dict[str, str] = {
    "black": r"black(?:-| )?hair(?:ed)?|raven", "brown": r"brown(?:-| )?hair(?:ed)?|brunette", "blond": r"blonde?|fair(?:-| )hair(?:ed)?|金发",
    "red": r"red(?:-| )?head(?:ed)?|red(?:-| )hair(?:ed)?|ginger|红发", "grey": r"(?:gr[ae]y|silver)(?:-| )hair(?:ed)?|灰发", "white": r"white(?:-| )hair(?:ed)?|白发",
}  # fmt: skip
SKIN_TONES: dict[str, str] = {
    "pale": r"pale|pallid|苍白", "fair": r"fair|fair-skinned|白皙", "tan": r"tan(?:ned)?|olive-skinned", "brown": r"brown-skinned|黝黑",
    "dark": r"dark-skinned|black (?:wo)?man|african", "deep": r"deep-skinned|ebony",
}  # fmt: skip


def family_in(text: str) -> tuple[Family, str] | None:
    """Return the family that a lower-case text asks for, and the word that decided it."""
    for family, pattern in FAMILIES:
        found = re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text)
        if found is not None:
            return family, found[0]
    return None


def gear_in(text: str) -> frozenset[str]:
    """Return the things that a lower-case text names."""
    return frozenset(name for name, pattern in GEAR.items() if says(text, pattern))


def top_in(text: str) -> Top | None:
    """Return the casual top that a lower-case text names."""
    return next((top for top, pattern in TOPS.items() if says(text, pattern)), None)


def hair_style_in(text: str) -> Hair | None:
    """Return the hair style that a lower-case text names; in plain text only where it speaks of hair."""
    return next((style for style, pattern in _HAIR_STYLES if says(text, pattern)), None)


def hair_words(text: str) -> str:
    """Return what a text says about hair: whole phrases only, since "long" or "short" alone may be anybody's coat or stature."""
    return " ".join(_hair_phrases(text))


def _hair_phrases(text: str) -> Iterator[str]:
    for found in re.finditer(
        r"(?:[a-z]+[- ])?hair(?:ed)?|bald|shaven|ponytail|bun|braid(?:s|ed)?|plaits?|pigtails?|curly|afro|crew cut|buzz ?cut|[光卷长短]发|光头|寸头|辫子|双辫",
        text,
    ):
        yield found[0]
