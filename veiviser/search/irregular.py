"""Irregular forms of common Norwegian words, in bokmål and nynorsk, which removing an ending does not handle."""

# Base form: irregular forms that are replaced by it.
_FORMS = """
mann: mannen manns mannens menn mennene mennenes
mor: mødre mødrene mødrer mødrenes
far: fedre fedrene fedrar
bror: brødre brødrene brør brørne brødrenes
datter: døtre døtrene dotter dottera døtrer
bestemor: bestemødre bestemødrene
bestefar: bestefedre bestefedrene
stemor: stemødre stemødrene
stefar: stefedre stefedrene
søsken: søsknene sysken syskena søskna syskenet
foreldre: foreldrene foreldra forelder foreldrenes
barn: born borna
barnebarn: barneborn
bok: bøker bøkene bøkar
natt: netter nettene næter
kraft: krefter kreftene
hånd: hender hendene hand hendenes
tann: tenner tennene
tå: tær tærne
kne: knær knærne
øye: øyne øynene auge auga
øre: øyre øyra
venn: ven vener venene ven venninne veninne venninner venninnene veninner
gutt: gut gutar gutane
ektefelle: ektemake ektemakar
gammel: gamle eldste gamal gamalt
ung: yngre yngst unge
liten: lita små smått vesle lille mindre minst
stor: større størst
god: bedre best betre
vond: verre verst vondt
drikke: drakk drukket drikk drukke
sove: sov sovet søv
sovne: sovnet sovner sovna
spise: spist spiser spiste
ete: åt etet
gråte: gråt grått græt
skrike: skrek skreket skrik
slå: slo slått slår slåss slåst sloss slege
dø: døde dødd døyr døydde døtt
ligge: ligget ligg
sitte: satt sittet
vite: visste visst veit
forstå: forsto forstått forstår
miste: mistet mistar
hjelpe: hjalp hjulpet hjulpe
snakke: snakket snakka
synge: sang sunget syng
sang: song songar songen
glemme: glemt glemte gløyme gløymer gløymt gløymde
tvinge: tvang tvunget tving
treffe: traff truffet
møte: møter møtet møtt møttes møtest
falle: falt fall fell
bo: bodd bodde bur
flytte: flyttet flytta flyttar
sykdom: sykdommer sykdommen sjukdom sjukdommar sjukdomen sjukdommen
syk: sjuk sjuke sjukt
sykehus: sjukehus
sykehjem: sjukeheim sjukeheimen sjukeheimar
hjem: heim heimen
hjemme: heime
ensom: einsam einsame
ensomhet: einsemd
kjærlighet: kjærleik
sannhet: sanning
uke: veke veka veker vekene
måned: månad månader månaden
skole: skule skular skulen
sommer: somrer somrene sumar
penger: pengar pengane pengene
lege: lækjar lækjaren
kjæreste: kjærast kjærasten kjærastar
sønn: son sonen sønene søner
ikke: ikkje
kommer: kjem
ingen: inga
mer: meir mere
selv: sjølv
eget: eige
mening: meining meininga
ta: tok tatt teke teken tek
våkne: vakne vaknar vakna
vekke: vekkje vekkjer vekket
kvele: kvalt kvalte kveles kvelt kvelte
blø: blør blødde bløder
die: dying died
want: wanted wanting
myself: himself herself themselves themself yourself
"""
IRREGULAR = {
    form: word
    for word, _, forms in (line.partition(": ") for line in _FORMS.strip().splitlines())
    for form in forms.split()
}
