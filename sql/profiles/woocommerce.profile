# WooCommerce's product CSV: simple products, and variable ones with their
# variations. Grouped, external and downloadable ones are not taken, nor is a
# sale price: that is a promotion.
about     Product export of WooCommerce
decimal   either
language  en
key       sku

field     row "Type"
value     row "simple" goods
value     row "variable" item
value     row "variation" variant

field     item "Parent" optional
field     item "SKU"
field     sku "SKU"
field     barcode "GTIN, UPC, EAN, or ISBN" optional
field     name "Name"
field     description "Description" optional
field     price "Regular price"
field     category "Categories" optional
first     category ","
field     label "Attribute 1 value(s)" optional
field     label "Attribute 2 value(s)" optional
field     label "Attribute 3 value(s)" optional
field     stock "Stock" optional

tax       zero "Tax status" "none"
tax       reduced "Tax class" "reduced-rate"
tax       zero "Tax class" "zero-rate"
tax       standard "Tax class" ""
tax       standard "Tax class" "parent"
tax       standard otherwise
