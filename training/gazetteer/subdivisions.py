"""Writes data/gazetteer/subdivisions.tsv: first-level regions of states that the other lists do not have.

    npm pack cldr-subdivisions-full@48.2.0 && tar xzf cldr-subdivisions-full-48.2.0.tgz
    python training/gazetteer/subdivisions.py package/subdivisions/en/en.json data

English names are those of CLDR (Unicode-3.0); words that only say what sort of region it is are taken off. French
names and those of Ukraine are of `subdivisions_fr.tsv`, written by hand; a region that is not there has one name in both
languages. What another list of the gazetteer has already, a given name and a word that is something else more often
are left out.
"""

import json
import re
import sys
from pathlib import Path

from cities import key, rows, shown

# States whose first-level regions news tells of by name, and that CLDR lists without mixing levels.
STATES = """af:AFG ao:AGO ar:ARG at:AUT au:AUS be:BEL bf:BFA bi:BDI bj:BEN bo:BOL br:BRA by:BLR ca:CAN cd:COD cf:CAF cg:COG
ch:CHE ci:CIV cl:CHL cm:CMR cn:CHN co:COL cr:CRI cu:CUB de:DEU dz:DZA ec:ECU eg:EGY er:ERI et:ETH fi:FIN ga:GAB ge:GEO
gh:GHA gm:GMB gn:GIN gt:GTM gw:GNB hn:HND ht:HTI id:IDN in:IND iq:IRQ ir:IRN jo:JOR jp:JPN ke:KEN kg:KGZ kh:KHM kp:PRK kr:KOR
la:LAO lb:LBN lk:LKA lr:LBR ly:LBY mg:MDG ml:MLI mm:MMR mn:MNG mr:MRT mw:MWI mx:MEX my:MYS mz:MOZ na:NAM ne:NER ng:NGA
ni:NIC nl:NLD no:NOR np:NPL nz:NZL om:OMN pa:PAN pe:PER pg:PNG pk:PAK pl:POL ps:PSE pt:PRT py:PRY ro:ROU ru:RUS rw:RWA
sa:SAU sd:SDN se:SWE sk:SVK sl:SLE sn:SEN so:SOM ss:SSD sv:SLV sy:SYR td:TCD tg:TGO tj:TJK tm:TKM tn:TUN tr:TUR tz:TZA
ua:UKR us:USA uy:URY uz:UZB ve:VEN vn:VNM ye:YEM za:ZAF zm:ZMB zw:ZWE"""
# Regions of these are marked by digits, what is smaller by letters, or the other way round.
LEVELS = {"it": r"it\d\d$", "fr": r"fr[a-z]{3}$|fr\d\d$|fr2[ab]$", "ph": r"ph[a-z]{3}$", "ma": r"ma\d\d$", "cz": r"cz\d\d$",
          "bd": r"bd[a-z]$", "es": r"es(an|ar|as|cb|ce|cl|cm|cn|ct|ex|ga|ib|mc|md|ml|nc|pv|ri|vc)$", "gr": r"gr[a-m]$"}
MORE = "it:ITA fr:FRA ph:PHL ma:MAR cz:CZE bd:BGD es:ESP gr:GRC"
TAIL = re.compile(r"\s+(Province|Region|Oblast|oblysy|District|County|Governorate|Department|Prefecture|Okrug|Krai|"
                  r"Division|State|Autonomous Community|Chartered Community|City)$", re.IGNORECASE)
# Words that by themselves are more often something else.
COMMON = set("""bay bari blue nile lakes unity north south east west centre center northern southern eastern western central
northeast northwest southeast southwest nord sud est ouest littoral plateau rivers delta cross holy jewish lac lagunes montagnes
savanes comoe zanzan union victoria federal district capital distrito norte sur este oeste orientale bo mon chin van
muş mus ordu batman bor vas or para mie saga nara chiba alba olt arad centro colon la paz libertad progreso artigas
canelones florida rivera salta san jose santa fe santiago paz heredia limon guanacaste maritime kara banks valley
chari mari amur kirov moscow leningrad lake red sea river white upper lower middle somali harari ain lot gers nord var aude
cher orne oise eure manche marne loire landes somme meuse jura drome doubs indre isere savoie creuse vienne sarthe gard tarn
yonne nievre charente allier ariege aveyron cantal correze essonne finistere gironde herault moselle rhone vosges ardeche
ardennes aisne calvados vendee mayenne paris martinique guadeloupe reunion mayotte vaucluse loiret dordogne""".split())


def overrides(path):
    """French names, spellings of both languages, by ISO code; a first name of `-` leaves the region out."""
    return {row["code"]: row for row in rows(path)}


def main(cldr, data):
    here = Path(__file__).parent
    names = json.loads(Path(cldr).read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    by_hand = overrides(here / "subdivisions_fr.tsv")
    states = dict(it.split(":") for it in (STATES + " " + MORE).split())
    taken, common = others(data), COMMON | words(data)
    found = {}
    for code, name in sorted(names.items()):
        state = states.get(code[:2])
        if state is None or not re.match(LEVELS.get(code[:2], r""), code):
            continue
        mine = by_hand.get(code, {})
        english = shown(mine.get("name_en") or TAIL.sub("", name)).strip()
        french = mine.get("name_fr") or english
        if "oblysy" in name or english == "-" or "," in english or "/" in english:
            continue
        folded = {key(english), key(french)}
        if folded & (taken | common) or len(english) < 4 or (key(english), state) in found:
            continue
        cells = [key(english).replace(" ", "-"), french, english, mine.get("alias_fr", ""), mine.get("alias_en", "")]
        found.setdefault((key(english), ""), [*cells, "region", state])
    lines = sorted("\t".join(it) for it in found.values())
    head = [
        "# First-level regions of states: oblasts, provinces, states, governorates, departments. Made by",
        "# training/gazetteer/subdivisions.py from CLDR (Unicode-3.0), not edited by hand. See LICENCE.md.",
        "key\tname_fr\tname_en\talias_fr\talias_en\tkind\tcountry",
    ]
    Path(data, "gazetteer", "subdivisions.tsv").write_text("\n".join(head + lines) + "\n", encoding="utf-8")
    print(len(lines), "regions")


def others(data):
    """What another list says already."""
    found = set()
    for name in ("countries", "regions", "cities", "organisations", "leaders", "weapons"):
        for row in rows(Path(data, "gazetteer", f"{name}.tsv")):
            for column, cell in row.items():
                if column.startswith(("name", "alias", "capital", "surname")):
                    found.update(key(it) for it in cell.split("|"))
    return found


def words(data):
    """What is more often a person, or no name."""
    found = set()
    for lang in ("fr", "en"):
        for name in ("first_name", "not_name", "title", "person_noun"):
            found.update(key(next(iter(row.values()))) for row in rows(Path(data, "lang", lang, "words", f"{name}.tsv")))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:3])
