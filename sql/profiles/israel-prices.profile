# Israel's price transparency files (Food Sector Competition Law), all chains
# of a day as one CSV with Hebrew headings.
about    Israeli price transparency file as CSV with Hebrew headings
decimal  point
language he
currency ILS
key      barcode
scope    chain "מזהה רשת"
scope    store "מזהה חנות"

field    barcode "ברקוד"
field    name "שם מוצר"
field    price "מחיר (₪)"
field    maker "יצרן" optional
field    origin "ארץ ייצור" optional
field    content "כמות" optional
field    content_unit "יחידת כמות" optional
field    weighed "שקיל" optional
field    no_discount "מותר הנחה" optional

# Whoever fills the file in often does not know.
value    maker "לא ידוע" ""
value    origin "UK" "GB"
# The column says whether a discount is allowed.
value    no_discount "0" "1"
value    no_discount "1" "0"

unit     "גרם" g
unit     "גר" g
unit     "גרמים" g
unit     "קג" kg
unit     "לקג" kg
unit     "קילו" kg
unit     "קילוגרם" kg
unit     "קילוגרמים" kg
unit     "מל" ml
unit     "מיליליטר" ml
unit     "מיליליטרים" ml
unit     "ליטר" l
unit     "לי" l
unit     "ליטרים" l
unit     "יח" piece
unit     "יחידה" piece
unit     "יחידות" piece
unit     "מטר" m
unit     "מטרים" m
unit     "סמ" m 0.01

# What is packed has the standard rate. Of what is weighed, fresh fruit and
# vegetables have none: the file does not tell them from cheese.
tax      standard "שקיל" "0"
tax      standard otherwise
