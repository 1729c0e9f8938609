# What `makolet export goods` writes: a row a variant, all it knows of it. The
# shop's own file overrules what the shop has.
about    Makolet's own list of goods
encoding utf-8
decimal  point
key      item
updates  all

constant row both
field    item "item"
field    language "language"
field    type "type"
field    unit "unit"
field    category "category"
field    tax_class "tax_class"
field    maker "maker"
field    origin "origin"
field    no_discount "no_discount"
field    label "label"
field    sku "sku"
field    barcodes "barcodes"
field    content "content"
field    content_unit "content_unit"
field    price "price"
field    stock "stock" optional
field    policy "policy" optional
field    name_en "name_en" optional
field    name_he "name_he" optional
field    name_pl "name_pl" optional
field    name_fi "name_fi" optional
field    description_en "description_en" optional
field    description_he "description_he" optional
field    description_pl "description_pl" optional
field    description_fi "description_fi" optional

tax      standard otherwise
