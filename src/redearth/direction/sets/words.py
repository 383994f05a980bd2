"""Which kit and which piece a word of the script asks for (English and Chinese)."""

from __future__ import annotations

from collections.abc import Iterable

from redearth.direction.model import Kit
from redearth.direction.sets.indoor_words import INDOOR_WORDS, NEAREST_WORDS

KIT_WORDS: dict[Kit, tuple[str, ...]] = {
    "ruined_city": (
        "ruined city", "ruins", "ruin", "dead city", "rubble", "bombed", "destroyed city", "abandoned city", "skyline", "ground zero",
        "废墟", "废城", "残垣",
    ),
    "desert": (
        "desert", "dune", "dunes", "salt flat", "mesa", "plain", "plains", "mars", "canyon", "wasteland", "badlands", "crater", "moon", "planet",
        "regolith", "dust plain", "dust flat", "moonscape", "quarry", "mine", "junkyard", "scrapyard", "battlefield", "beach", "shore", "coast", "seashore", "island", "cave", "gorge",
        "沙漠", "戈壁", "荒原", "火星", "废土", "荒野", "沙滩", "海滩", "海边", "海岸", "岛", "峡谷", "矿场", "战场", "月球",
        "月面", "月壤", "陨石坑", "环形山", "尘原",
    ),
    "tunnel": (
        "tunnel", "corridor", "shaft", "passage", "passageway", "sewer", "subway", "metro", 
        "duct", "隧道", "通道", "地道", "地铁",
    ),
    "vault": ("vault", "seed bank", "库", ),
    "hall": (
        "hall", "great hall", "council", "council chamber", "chamber", "throne room", "court", "courtroom", "parliament", "senate", "assembly",
        "cathedral", "church", "chapel", "temple", "mosque", "monastery", "abbey", "theatre", "theater", "cinema", "opera", "concert hall",
        "auditorium", "lecture hall", "ballroom", "banquet", "restaurant", "dining hall", "canteen", "cafeteria", 
        "nightclub", "casino", "station", "train station", "terminal", "waiting room", "airport", "lobby", "foyer", "museum",
        "gallery", "mall", "warehouse", "hangar", "factory", "depot", "barn", "gymnasium", "gym", "arena", "stadium",
        "castle", "palace", "city hall",
        "大厅", "会堂", "议会", "议事厅", "法庭", "宫殿", "城堡", "教堂", "寺庙", "庙", "剧院", "剧场", "电影院", "礼堂", "餐厅", "饭店", 
        "舞厅", "宴会", "车站", "候车室", "机场", "大堂", "博物馆", "商场", "仓库", "机库", "工厂", "厂房", "体育馆",
    ),
    "cave": (
        "cave", "cavern", "grotto", "catacomb", "catacombs", "crypt", "mine", "den", "lair", "underworld", "ice cave",
        "洞", "山洞", "洞穴", "岩洞", "溶洞", "矿井", "地宫", "巢穴",
    ),
    "forest": (
        "forest", "wood", "woods", "jungle", "grove", "orchard", "park", "swamp", "garden", "clearing", "rainforest", "taiga", "marsh", "thicket",
        "森林", "树林", "丛林", "雨林", "公园", "花园", "果园", "沼泽", "竹林", "林间",
    ),
    "street": (
        "street", "road", "shop", "store", "bookshop", "restaurant", "office", "alley", "avenue", "sidewalk", "town", "village", "market", "square",
        "plaza", "city", "downtown", "parking lot", "bridge", "highway", "motorway", "crossroads", "intersection", "chinatown", "boulevard", "lane",
        "cafe", "bar", "hotel", "station", "cinema", "theatre", "theater", "police station", "hospital", "school",
        "街", "街道", "马路", "小巷", "胡同", "城市", "镇", "村", "村庄", "市场", "集市", "广场", "停车场", "桥", "公路", "路口", "商店",
    ),
    "rooftop": ("rooftop", "roof", "roof terrace", "helipad", "terrace", "balcony", "屋顶", "楼顶", "天台", "露台", "阳台"),
    "exterior": (
        "field", "fields", "meadow", "farm", "farmhouse", "farmland", "prairie", "pasture", "countryside", "ranch", "vineyard", "cottage", "cabin",
        "mountain", "mountains", "hill", "hills", "hilltop", "cliff", "summit", "ridge", "valley", "glacier", "tundra", "snowfield",
        "lake", "river", "pond", "lakeside", "riverbank", "stream", "sea", "ocean", "harbour", "harbor", "port", "dock", "docks", "pier", "quay",
        "airport", "airfield", "runway", "stadium", "campus", "yard", "courtyard", "castle", "cemetery", "graveyard", "churchyard", "house",
        "田野", "田", "草地", "草原", "农场", "乡村", "山", "山顶", "山谷", "雪原", "冰川", "湖", "湖边", "河", "河边", "海", "港口", "码头", "机场",
        "体育场", "操场", "院子", "庭院", "校园", "墓地",
    ),
}  # fmt: skip
"""Synonyms of each kit; the longest phrase found in the place's own name wins, then in its other words."""

_INDOOR: frozenset[Kit] = frozenset(
    {"tunnel", "vault", "interior", "hall", "cave", "airlock", "control_room", "quarters", "laboratory", "ship", "office"}
)

_UNDER_GROUND = (
    "cellar", "basement", "underground", "subterranean", "bunker", "crypt", "dungeon", "catacomb", "catacombs",
    "地下", "地下室", "地窖", "酒窖", "掩体", "地堡", "地牢",
)  # fmt: skip

PIECE_WORDS: dict[str, tuple[str, ...]] = {
    "gate": ("gate", "hatch", "bulkhead", "blast door", "portcullis", "闸门", "大门", "舱门"),
    "door": ("door", "doorway", "entrance", "entry", "exit", "门", "门口"),
    "lever": ("lever", "switch", "handle", "breaker", "crank", "拉杆", "手柄", "开关"),
    "table": ("table", "desk", "workbench", "altar", "桌子", "桌", "书桌"),
    "chair": ("chair", "stool", "armchair", "seat", "throne", "椅子", "凳子"),
    "bench": ("bench", "sofa", "couch", "pew", "长椅", "沙发"),
    "bed": ("bed", "cot", "bunk", "stretcher", "mattress", "床"),
    "console": (
        "console", "computer", "screen", "terminal", "monitor", "panel", "radio", "keypad", "machine", "tv", "television", "telephone",
        "控制台", "电脑", "屏幕", "终端", "收音机", "机器",
    ),
    "shelf": ("shelf", "shelves", "bookcase", "cabinet", "rack", "cupboard", "wardrobe", "locker", "fridge", "refrigerator", "架子", "书架", "柜子"),
    "window": ("window", "porthole", "windowsill", "窗", "窗户"),
    "counter": ("counter", "bar", "kitchen", "sink", "stove", "柜台", "吧台"),
    "planter": ("planter", "flowerbed", "trough", "pot", "种植槽", "花盆"),
    "lamp": ("lamp", "lantern", "chandelier", "light", "spotlight", "灯", "路灯"),
    "fire": ("fire", "campfire", "fireplace", "bonfire", "brazier", "篝火", "火堆"),
    "car": ("car", "truck", "van", "vehicle", "jeep", "bus", "taxi", "ambulance", "汽车", "卡车", "车"),
    "tree": ("tree", "oak", "pine", "trunk", "树"),
    "hedge": ("hedge", "hedgerow", "shrubbery", "树篱", "绿篱"),
    "bush": ("bush", "shrub", "灌木", "树丛"),
    "rock": ("rock", "boulder", "stone", "cliff", "石头", "岩石"),
    "pillar": ("pillar", "column", "柱子"),
    "stairs": ("stairs", "stair", "steps", "staircase", "ladder", "楼梯", "梯子", "台阶"),
    "sign": ("sign", "billboard", "banner", "poster", "牌子", "招牌"),
    "blackboard": ("blackboard", "whiteboard", "chalkboard", "黑板", "白板"),
    "pole": ("pole", "post", "mast", "antenna", "flagpole", "杆", "电线杆"),
    "pipe": ("pipe", "duct", "vent", "管道"),
    "crate": ("crate", "box", "barrel", "chest", "container", "suitcase", "箱子", "木箱"),
    "rubble": ("rubble", "debris", "wreckage", "瓦砾"),
    "tower": ("tower", "building", "skyscraper", "house", "高楼", "塔", "楼"),
    "wall": ("wall", "fence", "barricade", "墙", "围栏"),
}  # fmt: skip
"""Words that a piece of each kind answers to; any other fixed thing is built as a crate that bears its name."""


def kit_by_words(name: str, words: Iterable[str], *, interior: bool) -> tuple[Kit | None, str]:
    """Return the kit that fits and the word that says so, or (None, ""); the place's own name decides before the words around it."""
    for text in (name.casefold(), " ".join(words).casefold()):
        hits = [
            (len(word), -order, kit, word)
            for order, (kit, synonyms) in enumerate(KIT_WORDS.items())
            for word in synonyms
            if spoken_in(word, text) and is_indoor(kit) == interior
        ]
        if hits:
            return max(hits)[2:]
        if not interior:
            break
    return None, ""


def is_indoor(kit: Kit) -> bool:
    """Return whether a kit has walls and a ceiling."""
    return kit in _INDOOR


def is_under_ground(name: str) -> bool:
    """Whether a place's name says that it lies below the ground, where no window looks out."""
    return any(spoken_in(word, name.casefold()) for word in _UNDER_GROUND)


def names_a_kit(word: str) -> bool:
    """Return whether a word names a kind of place rather than a thing in it."""
    tables = (*KIT_WORDS.values(), *INDOOR_WORDS.values(), *NEAREST_WORDS.values())
    return any(word.casefold() in synonyms for synonyms in tables)


def piece_kind(word: str) -> str | None:
    """Return the kind of piece a word names (its last known part counts), or None."""
    plain = word.casefold().replace("-", " ")
    hits = [
        (plain.rfind(synonym) + len(synonym), len(synonym), kind)
        for kind, synonyms in PIECE_WORDS.items()
        for synonym in synonyms
        if spoken_in(synonym, plain)
    ]
    return max(hits)[2] if hits else None


def spoken_in(word: str, text: str) -> bool:
    """Return whether a lower-case text speaks a word or its plural: as a whole word, or anywhere when it is Chinese."""
    if not word.isascii():
        return word in text
    flat = f" {''.join(c if c.isalnum() else ' ' for c in text)} "
    return any(f" {''.join(c if c.isalnum() else ' ' for c in form)} " in flat for form in (word, f"{word}s", f"{word}es"))
