"""The words of the indoor kits and their variants (English and Chinese), the words they stand in for, and what furniture betrays."""

from __future__ import annotations

from redearth.direction.model import Kit

Room = tuple[Kit, str]
"""A kit and its variant; the variant is empty where a kit has no more than one."""

INDOOR_WORDS: dict[Room, tuple[str, ...]] = {
    ("airlock", ""): (
        "airlock", "air lock", "lock chamber", "decontamination", "decontamination chamber", "gate room", "gatehouse", "entrance lock",
        "气闸", "气闸室", "气密舱", "闸室", "减压舱", "消毒舱",
    ),
    ("control_room", ""): (
        "control room", "control center", "control centre", "command center", "command centre", "command post", "command room",
        "operations room", "war room", "mission control", "situation room", "monitoring room", "surveillance room", "server room",
        "data center", "radar room", "communications room", "comms room", "security room", "headquarters", "hq",
        "控制室", "指挥室", "指挥中心", "控制中心", "监控室", "作战室", "机房", "总部", "调度室",
    ),
    ("quarters", "bunk"): (
        "bunker", "quarters", "crew quarters", "living quarters", "dormitory", "dorm", "barracks", "bunk room", "bunkhouse", "shelter",
        "掩体", "地堡", "宿舍", "营房", "避难所", "生活区", "舱室",
    ),
    ("quarters", "bedroom"): ("bedroom", "guest room", "hotel room", "motel room", "nursery", "卧室", "卧房", "客房", "酒店房间", "睡房"),
    ("quarters", "living"): (
        "apartment", "flat", "living room", "home", "house", "lounge", "parlour", "parlor", "sitting room", "cottage", "cabin",
        "dining room", "loft", "main room", "family room", "公寓", "客厅", "家", "起居室", "屋", "房子", "小屋", "木屋",
    ),
    ("quarters", "kitchen"): ("kitchen", "kitchenette", "pantry", "galley", "厨房"),
    ("quarters", "cell"): ("cell", "prison cell", "jail", "prison", "jail cell", "dungeon", "牢房", "监狱", "囚室", "牢"),
    ("quarters", "bar"): (
        "bar", "pub", "tavern", "saloon", "cafe", "café", "coffee shop", "coffeehouse", "teahouse", "tea house", "diner",
        "bistro", "inn", "mess hall", "酒吧", "咖啡馆", "咖啡厅", "茶馆", "酒馆", "小吃店",
    ),
    ("laboratory", "science"): (
        "laboratory", "lab", "research lab", "research room", "clean room", "test chamber", "实验室", "研究室", "研究所", "化验室",
    ),
    ("laboratory", "medical"): (
        "medical bay", "med bay", "medbay", "hospital", "hospital room", "clinic", "infirmary", "sick bay", "ward", "operating room",
        "operating theatre", "operating theater", "surgery", "emergency room", "doctor's office", "morgue", "examination room", "icu",
        "医院", "病房", "诊所", "医务室", "手术室", "急诊室", "医疗舱", "太平间", "诊室",
    ),
    ("laboratory", "workshop"): ("workshop", "workroom", "repair bay", "machine shop", "工作室", "车间", "作坊", "修理间"),
    ("ship", "bridge"): (
        "ship", "spaceship", "starship", "spacecraft", "space station", "shuttle", "bridge", "command deck", "flight deck", "vessel",
        "spaceship corridor", "capsule", "space capsule", "escape pod", "pod", "飞船", "太空船", "宇宙飞船", "空间站", "舰桥", "太空舱", "驾驶台", "逃生舱",
    ),
    ("ship", "cockpit"): ("cockpit", "helicopter", "aircraft", "plane", "airplane", "jet", "rover", "crawler cab", "驾驶舱", "直升机", "飞机"),
    ("ship", "train"): (
        "train", "train carriage", "train car", "carriage", "railway carriage", "subway train", "subway car", "metro train", "tram", "bus",
        "dining car", "compartment", "列车", "火车", "车厢", "地铁车厢", "电车", "公交车", "巴士",
    ),
    ("ship", "submarine"): ("submarine", "sub", "bathyscaphe", "潜艇", "潜水艇"),
    ("office", "office"): ("office", "cubicle", "newsroom", "police station", "bureau", "bank", "办公室", "编辑部", "警察局", "银行"),
    ("office", "meeting"): ("meeting room", "conference room", "boardroom", "board room", "negotiation", "briefing room", "会议室", "简报室"),
    ("office", "classroom"): (
        "classroom", "class", "school room", "schoolroom", "lecture room", "school", "seminar room", "教室", "课堂", "学校", "讲堂",
    ),
    ("office", "library"): (
        "library", "reading room", "archive", "archives", "bookshop", "bookstore", "book store", "study", "图书馆", "书店", "书房", "档案室", "阅览室",
    ),
    ("office", "hallway"): (
        "hallway", "hotel corridor", "hospital corridor", "school corridor", "office corridor", "apartment corridor", "landing", "走廊", "楼道", "过道",
    ),
    ("vault", "greenhouse"): ("greenhouse", "glasshouse", "conservatory", "hothouse", "winter garden", "hydroponics", "温室", "花房", "暖房", "水培"),
}  # fmt: skip
"""What each indoor kit is made for. In a place's name the word that ends last wins, and of those the longest."""

NEAREST_WORDS: dict[Room, tuple[str, ...]] = {
    ("hall", "gym"): ("training", "athletes", "fitness", "dojo", "boxing club", "健身房", "训练"),
    ("hall", "theatre"): ("rehearsal", "concert", "stage", "venue", "dance", "dance studio", "circus", "排练", "舞台", "音乐会"),
    ("hall", "ballroom"): ("night club", "discotheque", "夜店"),
    ("hall", "warehouse"): ("loading bay", "shipyard", "slaughterhouse", "码头仓库"),
    ("airlock", ""): ("elevator", "lift", "checkpoint", "locker room", "changing room", "电梯", "更衣室", "检查站"),
    ("control_room", ""): (
        "recording studio", "studio", "tv studio", "editing suite", "engine room", "power station", "power plant", "reactor",
        "observatory", "projection booth", "radio station", "录音室", "演播室", "电站", "反应堆", "天文台", "轮机舱",
    ),
    ("quarters", "bedroom"): ("hotel", "motel", "hostel", "rm", "tent", "nursing home", "orphanage", "酒店", "旅馆", "宾馆", "帐篷", "招待所"),
    ("quarters", "living"): (
        "mansion", "villa", "manor", "trailer home", "trailer", "hut", "shack", "farmhouse", "houseboat", "attic", "home studio", "living",
        "room", "escape room", "nursery school", "hall of a house", "豪宅", "别墅", "阁楼", "房间", "窑洞", "毡房",
    ),
    ("quarters", "kitchen"): ("bathroom", "washroom", "toilet", "restroom", "laundry", "bakery", "butcher", "浴室", "洗手间", "厕所", "卫生间", "面包房"),
    ("quarters", "bar"): (
        "cellar", "wine cellar", "cellar venue", "basement", "club", "brewery", "酒窖", "地窖", "地下室", "夜总会", "俱乐部",
    ),
    ("laboratory", "medical"): ("pharmacy", "dentist", "barber", "barbershop", "salon", "spa", "veterinary", "药房", "理发店", "牙科"),
    ("laboratory", "workshop"): ("garage", "forge", "smithy", "boiler room", "shed", "atelier", "repair shop", "车库", "铁匠铺", "锅炉房"),
    ("ship", "cockpit"): (
        "car", "truck", "van", "taxi", "ambulance", "jeep", "land rover", "vw", "driving", "limousine", "vehicle", "汽车", "卡车", "出租车", "救护车", "车内",
    ),
    ("ship", "bridge"): ("boat", "yacht", "ferry", "cabin of a ship", "船", "船舱", "渡轮"),
    ("office", "office"): (
        "brainstorming", "reception", "post office", "agency", "embassy", "interrogation room", "接待室", "邮局", "审讯室",
    ),
    ("office", "library"): (
        "shop", "store", "antique shop", "supermarket", "grocery", "boutique", "pawnshop", "toy store", "商店", "店铺", "超市", "杂货店", "店",
    ),
    ("office", "classroom"): ("university", "college", "kindergarten", "大学", "学院", "幼儿园"),
}  # fmt: skip
"""Places that no kit is made for, and the kit that comes nearest; the report calls it a stand-in."""

FURNITURE_WORDS: dict[Room, tuple[str, ...]] = {
    ("quarters", "bedroom"): ("bed", "wardrobe", "床", "衣柜"),
    ("quarters", "living"): ("sofa", "couch", "fireplace", "mantel", "armchair", "television", "tv", "沙发", "壁炉", "电视"),
    ("quarters", "kitchen"): ("stove", "oven", "sink", "fridge", "refrigerator", "炉子", "烤箱", "冰箱", "水槽"),
    ("quarters", "bar"): ("counter", "stool", "barrel", "柜台", "吧台"),
    ("office", "classroom"): ("blackboard", "黑板"),
    ("office", "office"): ("whiteboard", "desk", "办公桌", "白板"),
    ("office", "library"): ("bookshelf", "bookcase", "书架"),
    ("control_room", ""): ("console", "terminal", "控制台", "终端"),
    ("laboratory", "workshop"): ("workbench", "generator", "machine", "工作台", "发电机"),
}  # fmt: skip
"""What a room whose name says nothing must be, by the things in it; the report calls it a stand-in."""
