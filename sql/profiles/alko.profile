# Alko's price list: three lines of titles, then a row a product. Its numbers
# are known by "Numero"; some share an EAN.
about     Price list of Alko, Finland
skip      3
delimiter semicolon
# Prices have a point, sizes a comma.
decimal   either
language  fi
currency  EUR
key       sku

field     sku "Numero"
field     barcode "EAN" optional
field     name "Nimi"
field     price "Hinta"
field     maker "Valmistaja" optional
field     origin "Valmistusmaa" optional
field     size "Pullokoko" optional
field     category "Tyyppi" optional
field     description "Luonnehdinta" optional

value     origin "Ranska" "FR"
value     origin "Italia" "IT"
value     origin "Suomi" "FI"
value     origin "Espanja" "ES"
value     origin "Saksa" "DE"
value     origin "Portugali" "PT"
value     origin "Skotlanti" "GB"
value     origin "Englanti" "GB"
value     origin "Wales" "GB"
value     origin "Yhdysvallat" "US"
value     origin "Australia" "AU"
value     origin "Chile" "CL"
value     origin "Itävalta" "AT"
value     origin "Etelä-Afrikka" "ZA"
value     origin "Belgia" "BE"
value     origin "Argentiina" "AR"
value     origin "Uusi-Seelanti" "NZ"
value     origin "Unkari" "HU"
value     origin "Irlanti" "IE"
value     origin "Viro" "EE"
value     origin "Ruotsi" "SE"
value     origin "Hollanti" "NL"
value     origin "Kreikka" "GR"
value     origin "Tanska" "DK"
value     origin "Japani" "JP"
value     origin "Meksiko" "MX"
value     origin "Libanon" "LB"
value     origin "Norja" "NO"
value     origin "Tsekki" "CZ"
value     origin "Georgia" "GE"
value     origin "Ukraina" "UA"
value     origin "Kanada" "CA"
value     origin "Turkki" "TR"
value     origin "Luxemburg" "LU"
value     origin "Kuuba" "CU"
value     origin "Jamaika" "JM"
value     origin "Latvia" "LV"
value     origin "Puola" "PL"
value     origin "Bulgaria" "BG"
value     origin "Slovakia" "SK"
value     origin "Slovenia" "SI"
value     origin "Kiina" "CN"
value     origin "Liettua" "LT"
value     origin "Kroatia" "HR"
value     origin "Brasilia" "BR"

unit      "l" l
unit      "cl" l 0.01

# Drinks without alcohol are food, gift wrapping is neither.
tax       food "Tyyppi" "alkoholittomat"
tax       standard "Valikoima" "tarvikevalikoima"
tax       standard "Tyyppi" "punaviinit"
tax       standard "Tyyppi" "valkoviinit"
tax       standard "Tyyppi" "roseeviinit"
tax       standard "Tyyppi" "kuohuviinit & samppanjat"
tax       standard "Tyyppi" "Jälkiruokaviinit, väkevöidyt ja muut viinit"
tax       standard "Tyyppi" "oluet"
tax       standard "Tyyppi" "siiderit"
tax       standard "Tyyppi" "juomasekoitukset"
tax       standard "Tyyppi" "viskit"
tax       standard "Tyyppi" "Ginit ja maustetut viinat"
tax       standard "Tyyppi" "vodkat ja viinat"
tax       standard "Tyyppi" "rommit"
tax       standard "Tyyppi" "konjakit"
tax       standard "Tyyppi" "Liköörit ja Katkerot"
tax       standard "Tyyppi" "Brandyt, Armanjakit ja Calvadosit"
tax       standard otherwise
