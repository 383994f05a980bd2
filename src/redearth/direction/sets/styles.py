"""Which variant of a kit a place is: asked for by its words (English and Chinese), else chosen by its identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redearth.core.seed import seed_from
from redearth.direction.sets.words import spoken_in

STYLE_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "hall": {
        "council": ("council", "chamber", "court", "courtroom", "parliament", "senate", "assembly", "throne room", "hall", "great hall", "city hall", "castle", "palace", "议会", "议事厅", "法庭", "会堂", "宫殿", "城堡"),
        "church": ("church", "cathedral", "chapel", "temple", "monastery", "abbey", "mosque", "教堂", "寺庙", "庙"),
        "theatre": ("theatre", "theater", "cinema", "opera", "concert hall", "auditorium", "lecture hall", "剧院", "剧场", "电影院", "礼堂"),
        "restaurant": ("restaurant", "dining hall", "canteen", "cafeteria", "diner", "cafe", "tavern", "pub", "saloon", "bar", "餐厅", "饭店", "酒吧", "咖啡馆"),
        "station": ("station", "train station", "terminal", "waiting room", "airport", "lobby", "foyer", "museum", "gallery", "library", "mall", "supermarket", "车站", "候车室", "机场", "大堂", "博物馆", "图书馆", "商场", "超市"),
        "ballroom": ("ballroom", "banquet", "nightclub", "casino", "舞厅", "宴会"),
        "warehouse": ("warehouse", "hangar", "factory", "depot", "barn", "仓库", "机库", "工厂", "厂房"),
        "gym": ("gym", "gymnasium", "arena", "stadium", "体育馆"),
    },
    "cave": {
        "grotto": ("grotto", "lake", "pool", "water", "river", "sea", "溶洞", "地下湖"),
        "crystal": ("crystal", "crystals", "ice", "ice cave", "gem", "glowing", "水晶", "冰"),
        "roots": ("root", "roots", "den", "lair", "nest", "jungle", "forest", "巢穴", "树根"),
        "mine": ("mine", "catacomb", "catacombs", "crypt", "tomb", "矿井", "地宫", "墓"),
    },
    "rooftop": {
        "office": ("tower", "skyscraper", "helipad", "office", "hotel", "corporate"),
        "tenement": ("tenement", "apartment", "old", "terrace", "balcony", "slum", "天台", "阳台"),
    },
    "forest": {
        "conifer": ("pine", "fir", "spruce", "conifer", "taiga", "snow", "snowy", "mountain", "winter", "松"),
        "broadleaf": ("oak", "beech", "park", "garden", "orchard", "summer", "公园", "花园", "果园"),
        "jungle": ("jungle", "rainforest", "tropical", "bamboo", "丛林", "雨林", "竹林"),
        "birch": ("birch", "birches", "aspen", "poplar", "白桦", "桦"),
        "dead": ("dead", "swamp", "marsh", "haunted", "bare", "枯", "沼泽"),
        "burnt": ("burnt", "burned", "charred", "scorched", "烧焦", "烧毁", "焦"),
    },
    "desert": {
        "mars": ("mars", "martian", "red planet", "火星", "红色星球"),
        "moon": ("moon", "lunar", "moonscape", "crater", "月球", "月面", "月壤", "陨石坑", "环形山"),
        "waste": ("wasteland", "junkyard", "scrapyard", "battlefield", "quarry", "mine", "badlands", "regolith", "dust plain", "dust flat", "废土", "荒野", "荒原", "尘原", "矿场", "战场"),
        "shore": ("beach", "shore", "coast", "seashore", "island", "sea", "沙滩", "海滩", "海边", "海岸", "岛"),
        "salt": ("salt", "salt flat", "flat", "plain", "plains", "lake bed"),
        "canyon": ("canyon", "gorge", "mesa", "cave", "峡谷"),
        "dunes": ("dune", "dunes", "sahara", "沙丘"),
    },
    "street": {
        "bridge": ("bridge", "桥"),
        "village": ("village", "cottage", "farm", "村", "村庄"),
        "east": ("chinatown", "market", "hong kong", "shanghai", "beijing", "tokyo", "neon", "hutong", "夜市", "市场", "集市", "胡同", "小巷"),
        "modern": ("downtown", "business", "financial", "highway", "motorway", "avenue", "boulevard", "plaza", "corporate"),
        "old": ("old", "lane", "square", "town", "镇"),
    },
    "exterior": {
        "shore": ("sea", "ocean", "island", "海"),
        "harbour": ("harbour", "harbor", "port", "dock", "docks", "pier", "quay", "港口", "码头"),
        "lake": ("lake", "river", "pond", "lakeside", "riverbank", "stream", "湖", "湖边", "河", "河边"),
        "mountain": ("mountain", "mountains", "hill", "hills", "hilltop", "cliff", "summit", "ridge", "valley", "glacier", "tundra", "snowfield", "山", "山顶", "山谷", "雪原", "冰川"),
        "field": ("field", "fields", "meadow", "farm", "farmhouse", "farmland", "prairie", "pasture", "countryside", "ranch", "vineyard", "田野", "田", "草地", "草原", "农场", "乡村"),
        "plaza": ("airport", "airfield", "runway", "stadium", "campus", "yard", "courtyard", "castle", "机场", "体育场", "操场", "院子", "庭院", "校园"),
    },
}  # fmt: skip
"""Words of each variant of a kit; the last that the place's name speaks wins, then the last among its other words."""
_WORLDS = ("mars", "martian", "red planet", "火星", "红色星球", "moon", "lunar", "月球", "月面")
"""Words that say on which world a place lies: they come before what it is there (a crater on Mars is red)."""
_OWN_CHOICE: Mapping[str, tuple[str, ...]] = {
    "hall": ("council",),
    "cave": ("grotto", "crystal", "roots", "mine"),
    "rooftop": ("office", "tenement"),
    "forest": ("conifer", "broadleaf"),
    "desert": ("dunes", "canyon"),
    "street": ("old", "modern", "east"),
    "exterior": ("green",),
}
"""What a place whose words ask for nothing may be."""


def style_of(kit: str, identity: str, name: str, words: Iterable[str]) -> str:
    """Return the variant of a kit at a place; empty for kits that have but one."""
    if kit not in STYLE_WORDS:
        return ""
    for text in (name.casefold(), " ".join(words).casefold()):
        hits = [
            (word in _WORLDS, _place_of(word, text), len(word), -order, style)
            for order, (style, synonyms) in enumerate(STYLE_WORDS[kit].items())
            for word in synonyms
            if spoken_in(word, text)
        ]
        if hits:
            return max(hits)[4]
    choices = _OWN_CHOICE[kit]
    return choices[seed_from("style", kit, identity) % len(choices)]


def _place_of(word: str, text: str) -> int:
    """Where a word ends in an English text: its last noun says what it is (a mountain lake is a lake); Chinese words compete by length."""
    return text.rfind(word) + len(word) if word.isascii() else 0
