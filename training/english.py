"""English lemmas: irregular verbs, and the verbs and nouns of a word list."""
import re

# Lemma, past, participle (those that are alike once); forms of several spellings joined by /.
IRREGULAR = """
arise arose arisen | awake awoke awoken | bear bore borne | beat beat beaten | become became become
begin began begun | bend bent | bereave bereft | beset beset | bet bet | bid bade/bid bidden | bind bound | bite bit bitten
bleed bled | blow blew blown | break broke broken | breed bred | bring brought | broadcast broadcast | build built
burst burst | buy bought | cast cast | catch caught | choose chose chosen | cling clung | come came come | cost cost
creep crept | cut cut | deal dealt | dig dug | draw drew drawn | drink drank drunk | drive drove driven
dwell dwelt | eat ate eaten | fall fell fallen | feed fed | feel felt | fight fought | find found | flee fled
fling flung | fly flew flown | forbid forbade forbidden | forecast forecast | foresee foresaw foreseen
forget forgot forgotten | forgive forgave forgiven | forgo forwent forgone | forsake forsook forsaken | freeze froze frozen
get got gotten | give gave given | go went gone | grind ground | grow grew grown | hang hung | hear heard
hide hid hidden | hit hit | hold held | hurt hurt | keep kept | kneel knelt | know knew known | lay laid | lead led
leap leapt | leave left | lend lent | let let | lie lay lain | light lit | lose lost | make made | mean meant | meet met
mislead misled | mistake mistook mistaken | misunderstand misunderstood | outbid outbid | outgrow outgrew outgrown
outrun outran outrun | overcome overcame overcome | oversee oversaw overseen | overtake overtook overtaken
overthrow overthrew overthrown | override overrode overridden | overrun overran overrun | pay paid | plead pled | proofread proofread
put put | quit quit | read read | rebuild rebuilt | rend rent | resell resold | retake retook retaken | rethink rethought
rewrite rewrote rewritten | rid rid | ride rode ridden | ring rang rung | rise rose risen | run ran run | say said
see saw seen | seek sought | sell sold | send sent | set set | sew sewed sewn | shake shook shaken | shed shed | shine shone
shoot shot | show showed shown | shrink shrank shrunk | shut shut | sing sang sung | sink sank sunk | sit sat | slay slew slain
sleep slept | slide slid | sling slung | slit slit | sow sowed sown | speak spoke spoken | speed sped | spend spent
spin spun | spit spat | split split | spread spread | spring sprang sprung | stand stood | steal stole stolen | stick stuck
sting stung | stink stank stunk | stride strode stridden | strike struck stricken | string strung | strive strove striven
swear swore sworn | sweep swept | swell swelled swollen | swim swam swum | swing swung | take took taken | teach taught
tear tore torn | tell told | think thought | throw threw thrown | thrust thrust | tread trod trodden | undergo underwent undergone
understand understood | undertake undertook undertaken | undo undid undone | unwind unwound | uphold upheld | upset upset
wake woke woken | wear wore worn | weave wove woven | weep wept | win won | wind wound | withdraw withdrew withdrawn
withhold withheld | withstand withstood | wring wrung | write wrote written | free freed | fine fined | tie tied | die died
"""
# Forms that are another verb's lemma more often.
SKIP = {"found", "lay", "bore", "ground", "rent", "wound", "fell", "saw", "read", "left", "spat", "shed"}
# Nouns with a plural of their own.
PLURALS = """
man men | woman women | child children | foot feet | tooth teeth | goose geese | mouse mice | crisis crises
analysis analyses | basis bases | thesis theses | hypothesis hypotheses | axis axes | oasis oases | criterion criteria
phenomenon phenomena | medium media | datum data | bacterium bacteria | wife wives | life lives | knife knives | wolf wolves
half halves | shelf shelves | leaf leaves | thief thieves | loaf loaves | self selves | ox oxen | torpedo torpedoes | hero heroes
veto vetoes | cargo cargoes | embargo embargoes | potato potatoes | tomato tomatoes | echo echoes | tornado tornadoes
volcano volcanoes | mosquito mosquitoes | vertebra vertebrae | alumnus alumni | nucleus nuclei | index indices
"""
# Before « man » and « woman »: spokesman, middlemen …
MEN = """spokes middle gun police congress states sports chair business country service fire fisher crafts air sea mid air
lay work work door alder assembly noble horse post states trades cameras swords marks states rifles tribes clergy french english irish
scots welsh dutch crew help infantry ranger anchor front states states"""
MONTHS = """
January jan | February feb | March mar | April apr | June jun | July jul | August aug | September sep sept | October oct
November nov | December dec
"""
VOWELS = "aeiou"
# Endings of plural names and of their lemmas; what stands between groups of digits.
NAMES, GROUPING = ["ies|y", "sses|ss", "ches|ch", "s|"], [","]
# Of one syllable with a short vowel: these double the last letter.
SHORT = re.compile("[^aeiou]*[aeiou][^aeiouwxyh]|[^aeiou]*qu[ai][dptz]")


def _pairs(text):
    return [item.split() for line in text.strip().splitlines() for item in line.split("|")]


def entries():
    """(form, UPOS, lemma) of irregular forms."""
    out = {}
    for lemma, *forms in _pairs(IRREGULAR):
        for form in (f for part in forms for f in part.split("/")):
            if form not in SKIP:
                out.setdefault((form, "VERB"), lemma)
    for lemma, plural in _pairs(PLURALS):
        out[plural, "NOUN"] = lemma
    for lemma, *forms in _pairs(MONTHS):
        out |= {(form, "PROPN"): lemma for short in forms for form in (short, short + ".")}
    for first in MEN.split():
        for man, men in (("man", "men"), ("woman", "women")):
            out[first + men, "NOUN"] = first + man
    return out


def ing(verb):
    """Spellings that the present participle may have."""
    if SHORT.fullmatch(verb):
        yield verb + verb[-1] + "ing"
        return
    yield verb + "ing"
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith("ee"):
        yield verb[:-1] + "ing"
    elif verb[-1] not in VOWELS:
        yield verb + verb[-1] + "ing"


def known_lemmas(path):
    """UPOS -> lemmas, from a list of words with their inflected forms, one a line."""
    lines = {line.strip() for line in open(path, encoding="utf8")}
    words = {w for w in lines if w.isascii() and w.isalpha() and w.islower() and len(w) > 1}
    # Nouns are listed with their genitive.
    named = {w for w in words if w + "'s" in lines}
    verbs, nouns = {lemma for lemma, *_ in _pairs(IRREGULAR)}, {lemma for lemma, _ in _pairs(PLURALS)}
    for w in words:
        inflected = any(w.endswith(e) and {w[:-len(e)], w[:-len(e)] + "e"} & words for e in ("ing", "ed"))
        if not inflected and any(i in words for i in ing(w)) and {w + "s", w + "es", w[:-1] + "ies"} & words:
            verbs.add(w)
    return {"VERB": verbs, "NOUN": nouns | named}
