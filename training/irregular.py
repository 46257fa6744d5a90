"""Forms of French irregular verbs, for the lexicon: treebanks show too few of them.

One line a model: infinitive; present (six forms, or three singular, nous, vous, ils); future stem;
simple-past stem; past participle; prefixes that make further verbs.
"""

MODELS = """
venir|viens viens vient venons venez viennent|viendr|vin|venu|de par pré pro re sur sou inter contre con sub circon ad redé
tenir|tiens tiens tient tenons tenez tiennent|tiendr|tin|tenu|con dé entre main ob re sou abs
devoir|dois dois doit devons devez doivent|devr|du|dû|re
pouvoir|peux peux peut pouvons pouvez peuvent|pourr|pu|pu|
vouloir|veux veux veut voulons voulez veulent|voudr|voulu|voulu|
savoir|sais sais sait savons savez savent|saur|su|su|
voir|vois vois voit voyons voyez voient|verr|vi|vu|re entre
prévoir|prévois prévois prévoit prévoyons prévoyez prévoient|prévoir|prévi|prévu|
pourvoir|pourvois pourvois pourvoit pourvoyons pourvoyez pourvoient|pourvoir|pourvu|pourvu|
valoir|vaux vaux vaut valons valez valent|vaudr|valu|valu|équi pré
recevoir|reçois reçois reçoit recevons recevez reçoivent|recevr|reçu|reçu|
décevoir|déçois déçois déçoit décevons décevez déçoivent|décevr|déçu|déçu|
percevoir|perçois perçois perçoit percevons percevez perçoivent|percevr|perçu|perçu|a
concevoir|conçois conçois conçoit concevons concevez conçoivent|concevr|conçu|conçu|
mouvoir|meus meus meut mouvons mouvez meuvent|mouvr|mu|mu|é pro
faire|fais fais fait faisons faites font|fer|fi|fait|dé re satis contre sur
dire|dis dis dit disons dites disent|dir|di|dit|re
interdire|interdis interdis interdit interdisons interdisez interdisent|interdir|interdi|interdit|
prédire|prédis prédis prédit prédisons prédisez prédisent|prédir|prédi|prédit|
contredire|contredis contredis contredit contredisons contredisez contredisent|contredir|contredi|contredit|
maudire|maudis maudis maudit maudissons maudissez maudissent|maudir|maudi|maudit|
lire|lis lis lit lisons lisez lisent|lir|lu|lu|é re
rire|ris ris rit rions riez rient|rir|ri|ri|sou
suffire|suffis suffis suffit suffisons suffisez suffisent|suffir|suffi|suffi|
écrire|écris écris écrit écrivons écrivez écrivent|écrir|écrivi|écrit|r
décrire|décris décris décrit décrivons décrivez décrivent|décrir|décrivi|décrit|
inscrire|inscris inscris inscrit inscrivons inscrivez inscrivent|inscrir|inscrivi|inscrit|
prescrire|prescris prescris prescrit prescrivons prescrivez prescrivent|prescrir|prescrivi|prescrit|
souscrire|souscris souscris souscrit souscrivons souscrivez souscrivent|souscrir|souscrivi|souscrit|
transcrire|transcris transcris transcrit transcrivons transcrivez transcrivent|transcrir|transcrivi|transcrit|
vivre|vis vis vit vivons vivez vivent|vivr|vécu|vécu|re sur
suivre|suis suis suit suivons suivez suivent|suivr|suivi|suivi|pour
boire|bois bois boit buvons buvez boivent|boir|bu|bu|
croire|crois crois croit croyons croyez croient|croir|cru|cru|
plaire|plais plais plaît plaisons plaisez plaisent|plair|plu|plu|dé com
taire|tais tais tait taisons taisez taisent|tair|tu|tu|
extraire|extrais extrais extrait extrayons extrayez extraient|extrair||extrait|
conclure|conclus conclus conclut concluons concluez concluent|conclur|conclu|conclu|
exclure|exclus exclus exclut excluons excluez excluent|exclur|exclu|exclu|
inclure|inclus inclus inclut incluons incluez incluent|inclur|inclu|inclus|
conduire|conduis conduis conduit conduisons conduisez conduisent|conduir|conduisi|conduit|re
produire|produis produis produit produisons produisez produisent|produir|produisi|produit|re sur
traduire|traduis traduis traduit traduisons traduisez traduisent|traduir|traduisi|traduit|
réduire|réduis réduis réduit réduisons réduisez réduisent|réduir|réduisi|réduit|
introduire|introduis introduis introduit introduisons introduisez introduisent|introduir|introduisi|introduit|
construire|construis construis construit construisons construisez construisent|construir|construisi|construit|re
instruire|instruis instruis instruit instruisons instruisez instruisent|instruir|instruisi|instruit|
détruire|détruis détruis détruit détruisons détruisez détruisent|détruir|détruisi|détruit|
séduire|séduis séduis séduit séduisons séduisez séduisent|séduir|séduisi|séduit|
cuire|cuis cuis cuit cuisons cuisez cuisent|cuir|cuisi|cuit|
nuire|nuis nuis nuit nuisons nuisez nuisent|nuir|nuisi|nui|
fuir|fuis fuis fuit fuyons fuyez fuient|fuir|fui|fui|en
connaître|connais connais connaît connaissons connaissez connaissent|connaîtr|connu|connu|re mé
paraître|parais parais paraît paraissons paraissez paraissent|paraîtr|paru|paru|ap dis com re réap trans
naître|nais nais naît naissons naissez naissent|naîtr|naqui|né|re
accroître|accrois accrois accroît accroissons accroissez accroissent|accroîtr|accru|accru|
prendre|prends prends prend prenons prenez prennent|prendr|pri|pris|ap com re sur entre mé
mettre|mets mets met mettons mettez mettent|mettr|mi|mis|ad com é o per pro re sou trans compro
battre|bats bats bat battons battez battent|battr|batti|battu|a com dé é ra re
rompre|romps romps rompt rompons rompez rompent|rompr|rompi|rompu|cor inter
vaincre|vaincs vaincs vainc vainquons vainquez vainquent|vaincr|vainqui|vaincu|con
vendre|vends vends vend vendons vendez vendent|vendr|vendi|vendu|re
rendre|rends rends rend rendons rendez rendent|rendr|rendi|rendu|
tendre|tends tends tend tendons tendez tendent|tendr|tendi|tendu|at dé en é pré sous dis
entendre|entends entends entend entendons entendez entendent|entendr|entendi|entendu|
pendre|pends pends pend pendons pendez pendent|pendr|pendi|pendu|dé sus
descendre|descends descends descend descendons descendez descendent|descendr|descendi|descendu|re
défendre|défends défends défend défendons défendez défendent|défendr|défendi|défendu|
fendre|fends fends fend fendons fendez fendent|fendr|fendi|fendu|of
répondre|réponds réponds répond répondons répondez répondent|répondr|répondi|répondu|
correspondre|corresponds corresponds correspond correspondons correspondez correspondent|correspondr|correspondi|correspondu|
répandre|répands répands répand répandons répandez répandent|répandr|répandi|répandu|
confondre|confonds confonds confond confondons confondez confondent|confondr|confondi|confondu|
perdre|perds perds perd perdons perdez perdent|perdr|perdi|perdu|
mordre|mords mords mord mordons mordez mordent|mordr|mordi|mordu|
tordre|tords tords tord tordons tordez tordent|tordr|tordi|tordu|
coudre|couds couds coud cousons cousez cousent|coudr|cousi|cousu|
résoudre|résous résous résout résolvons résolvez résolvent|résoudr|résolu|résolu|
dissoudre|dissous dissous dissout dissolvons dissolvez dissolvent|dissoudr||dissous|
craindre|crains crains craint craignons craignez craignent|craindr|craigni|craint|
contraindre|contrains contrains contraint contraignons contraignez contraignent|contraindr|contraigni|contraint|
plaindre|plains plains plaint plaignons plaignez plaignent|plaindr|plaigni|plaint|
peindre|peins peins peint peignons peignez peignent|peindr|peigni|peint|dé re
atteindre|atteins atteins atteint atteignons atteignez atteignent|atteindr|atteigni|atteint|
éteindre|éteins éteins éteint éteignons éteignez éteignent|éteindr|éteigni|éteint|
restreindre|restreins restreins restreint restreignons restreignez restreignent|restreindr|restreigni|restreint|
feindre|feins feins feint feignons feignez feignent|feindr|feigni|feint|
enfreindre|enfreins enfreins enfreint enfreignons enfreignez enfreignent|enfreindr|enfreigni|enfreint|
joindre|joins joins joint joignons joignez joignent|joindr|joigni|joint|re ad
partir|pars pars part partons partez partent|partir|parti|parti|re
sortir|sors sors sort sortons sortez sortent|sortir|sorti|sorti|res
sentir|sens sens sent sentons sentez sentent|sentir|senti|senti|con res pres
mentir|mens mens ment mentons mentez mentent|mentir|menti|menti|dé
dormir|dors dors dort dormons dormez dorment|dormir|dormi|dormi|en
servir|sers sers sert servons servez servent|servir|servi|servi|des res
ouvrir|ouvre ouvres ouvre ouvrons ouvrez ouvrent|ouvrir|ouvri|ouvert|c r rec déc entr
offrir|offre offres offre offrons offrez offrent|offrir|offri|offert|
souffrir|souffre souffres souffre souffrons souffrez souffrent|souffrir|souffri|souffert|
courir|cours cours court courons courez courent|courr|couru|couru|ac con dis en par re se
mourir|meurs meurs meurt mourons mourez meurent|mourr|mouru|mort|
acquérir|acquiers acquiers acquiert acquérons acquérez acquièrent|acquerr|acqui|acquis|
conquérir|conquiers conquiers conquiert conquérons conquérez conquièrent|conquerr|conqui|conquis|re
requérir|requiers requiers requiert requérons requérez requièrent|requerr|requi|requis|
cueillir|cueille cueilles cueille cueillons cueillez cueillent|cueiller|cueilli|cueilli|ac re
assaillir|assaille assailles assaille assaillons assaillez assaillent|assaillir|assailli|assailli|
accueillir|accueille accueilles accueille accueillons accueillez accueillent|accueiller|accueilli|accueilli|
envoyer|envoie envoies envoie envoyons envoyez envoient|enverr||envoyé|r
aller|vais vas va allons allez vont|ir||allé|
asseoir|assieds assieds assied asseyons asseyez asseyent|assiér|assi|assis|
haïr|hais hais hait haïssons haïssez haïssent|haïr|haï|haï|
"""

# Forms that the stems do not give.
EXTRA = """
pouvoir puisse puisses puisse puissions puissiez puissent puis pût pouvant
vouloir veuille veuilles veuillons veuillez veuillent voulût
savoir sache saches sachions sachiez sachent sachant sachez sût
faire fasse fasses fassions fassiez fassent fît
aller aille ailles aillent allât alla allèrent allai
valoir vaille vailles vaillent
devoir due dus dues dût
falloir faut fallait faudra faudrait fallut fallu faille fallût
pleuvoir pleut pleuvait pleuvra plut pleuve
mourir meure meures
"""

# More often forms of a regular verb (durer, tuer, convier).
SKIP = {"durent", "tue", "tues", "tus"}

_HAT = {"i": "î", "u": "û"}


def _forms(present, future, past, participle):
    """All forms of one verb."""
    p = present.split()
    out = set(p)
    stem = p[3].removesuffix("ons")
    out |= {stem + e for e in ("ais", "ait", "ions", "iez", "aient", "ant")}
    sub = p[5].removesuffix("ent") if p[5].endswith("ent") else stem
    out |= {sub + e for e in ("e", "es", "ent")}
    out |= {future + e for e in ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")}
    if past:
        root, vowel, tail = (past[:-2], past[-2], past[-1]) if past.endswith("in") else (past[:-1], past[-1], "")
        hat = root + _HAT.get(vowel, vowel) + tail
        out |= {past + "s", past + "t", hat + "mes", hat + "tes", past + "rent", hat + "t", past + "sse", past + "ssent"}
    out |= {participle, participle + "e", participle + "es", participle if participle.endswith("s") else participle + "s"}
    return out


def entries():
    """(form, lemma) of every form that belongs to one verb alone."""
    table = {}
    for line in MODELS.strip().splitlines():
        lemma, present, future, past, participle, prefixes = line.split("|")
        forms = _forms(present, future, past, participle) | {lemma}
        for prefix in [""] + prefixes.split():
            for form in forms:
                table.setdefault(prefix + form, set()).add(prefix + lemma)
    for line in EXTRA.strip().splitlines():
        lemma, *forms = line.split()
        for form in forms:
            table.setdefault(form, set()).add(lemma)
    return sorted((form, next(iter(lemmas))) for form, lemmas in table.items()
                  if len(lemmas) == 1 and form not in SKIP)
