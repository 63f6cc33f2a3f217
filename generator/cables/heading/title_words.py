"""Words by which a subject in capitals is set in title case: small words, titles, particles, known abbreviations."""

PLURALS = frozenset({"NGO", "MOU", "UAV", "IED", "IDP", "FTA", "IGO"})  # with vowels, and no word with an S
SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over per the to upon via vs with within without".split()  # noqa: SIM905  a list of words reads best as a line of words
)
# Words that are also abbreviations: a title in capitals almost always means the word.
WORDS_FIRST = frozenset(
    "A AID ALL AM AN AND ARE AS AT BE BUT CAN CAR CHIEF COM CON DO FAST FOR GO HAS HE HELP HOT IF IN IS IT MAY ME NO NOT OF "  # noqa: SIM905
    "OFF ON OR OUT PACE PASS PER POST RED SAFE SALT SEE SET SHE SO START STAR STEP THE TO TOP UP WE WHO WILL".split()
)
# Abbreviations without a row of their own that hold a vowel: most stand in the text too, but not where all is in capitals.
IN_CAPITALS = frozenset(
    "ACDA AFDB AIDS AIPAC AMLO ANZUS APHSCT BINUB CENTO COCOM CSIS DCI ECA ECOSOC EEOC EFTA EIB EITI ELN EPA ESCAP "  # noqa: SIM905
    "EUBAM EUFOR EUMM EUPOL FAPLA FARDC FDA FEMA FHWA FNLA FOIA FRELIMO GAO GSA HIV IADB IATA IBM ICAO ICASS ICCAT "
    "ICFTU ICT IEA IFAD IFOR IFRC IGAD ILEA IMU INCSR IOC IRA IRS ISCI ITU JIATF LTTE MEK MILGP MINURCAT MINURSO "
    "MOFCOM MONUC MPLA NAFO NASA NEPAD NIH NOAA NORAD NPA NTE OAPEC OAU OECS OIE PAHO PAIGH PSUV PUK RENAMO RFE SARS "
    "SEATO SFOR SOE SPLA SWAPO TPLF UMNO UNAMID UNAMSIL UNCAC UNCLOS UNCTAD UNDOF UNEF UNEP UNESCO UNFICYP UNFPA "
    "UNHRC UNICEF UNIDO UNIIIC UNIKOM UNITA UNITAR UNMEE UNMIBH UNMIL UNMIN UNMIS UNMOGIP UNOCI UNOMIG UNOWA UNRWA "
    "UNTSO USAF USAU USCG USCIRF USEUCOM USGS USIA USIS USMC USMIL USNORTHCOM USOAS USOSCE USPACOM USTDA VOA VPOTUS "
    "WEU WIPO WMO ZANU ZAPU".split()
)
# In a title no words; of the pronoun see below.
COUNTRIES = frozenset({"US", "UK", "EU", "UN", "USA", "UAE", "USSR"})
TAKES_PRONOUN = frozenset("LET TELL TELLS GIVE GIVES SHOW HELP HELPS JOIN ASK ASKS AMONG BOTHERS".split())  # noqa: SIM905
# Written with a small ending wherever they stand before a name; those of the second line only with their stop.
SALUTATIONS = frozenset("MR MRS MS DRS JR SR FMR MTG MTGS MGMT YR YRS HRS".split())  # noqa: SIM905
SALUTATIONS_WITH_STOP = frozenset(
    "DR ST LT COL GEN CAPT MAJ SGT ADM GOV SEN REP REV PROF HON NO VOL MT FT VS AMB DEP SEC MIN ASST".split()  # noqa: SIM905
)
# Within names, in small letters unless the text writes them with a capital; the others only where it does not.
PARTICLES = frozenset("DE DEL DELLA DER VON".split())  # noqa: SIM905
RARE_PARTICLES = frozenset("BIN DA DAS DES DI DO DOS DU EL LA LE LOS VAN Y".split())  # noqa: SIM905
ELIDED = frozenset({"D'IVOIRE", "D'ETAT", "D'AFFAIRES", "D'ORSAY"})
PERSONS = frozenset({"PM", "MP", "VP"})  # whose plural is no abbreviation of its own
# With which two consonants a word or a name of three or four letters can begin; MLA and RFI are none.
ONSETS = frozenset(
    "BH BL BR CH CL CR CZ DH DJ DR DW DZ FL FR GH GL GN GR GW HL HV KH KL KN KR KW LH LL LW MB MW ND NG NH NJ NK NT "  # noqa: SIM905
    "NZ PH PL PR PS PT QU RH RW SC SF SH SK SL SM SN SP SR ST SV SW SZ TH TL TR TS TV TW TZ VL VR WH WR XH ZH ZL ZV "
    "ZW".split()
)
BETWEEN_HYPHENS = frozenset("AL AU DE DES DU E EN I LA LE SUR UL".split())  # noqa: SIM905  Port-au-Prince
QUOTES = frozenset("\"'\u201c\u2018")
# Words that stand before a number and are no part of it: MAY-10 is a day.
BEFORE_NUMBERS = frozenset(
    "JAN FEB MAR MARCH APR APRIL MAY JUN JUNE JUL JULY AUG SEP SEPT OCT NOV DEC PARA PARAS PART DAY YEAR".split()  # noqa: SIM905
)
ORDINAL_ENDS = frozenset({"ST", "ND", "RD", "TH", "S"})
