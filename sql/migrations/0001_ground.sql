-- 0001_ground: party and place, goods, prices, stock, people, carts, orders,
-- documents, payments, tills, journal, jobs.
--
-- Amounts are BIGINT minor units (agorot, grosze, cents); prices and costs
-- 1/10,000 of a minor unit; quantities thousandths; rates basis points.
-- Times are UTC. Text is utf8mb4_bin; what is searched or sorted has a folded
-- column beside it. "ledger." is the append-only schema: the application may
-- SELECT and INSERT there and no more.
-- A statement ends at a semicolon at the end of a line.

-- ---- party and place -------------------------------------------------------

CREATE TABLE company (
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(190) NOT NULL,
  legal_name VARCHAR(190) NOT NULL,
  tax_number VARCHAR(32) NOT NULL,
  country CHAR(2) NOT NULL,                -- ISO 3166-1; names the country pack
  currency CHAR(3) NOT NULL,               -- ISO 4217
  currency_exponent TINYINT NOT NULL,
  lang CHAR(2) NOT NULL,                   -- of the staff and of goods' own texts
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price_list (
  id BIGINT NOT NULL AUTO_INCREMENT,
  company_id BIGINT NOT NULL,
  code VARCHAR(32) NOT NULL,
  currency CHAR(3) NOT NULL,
  parent_id BIGINT NULL,                   -- asked where this list has no price
  PRIMARY KEY (id),
  UNIQUE KEY code (company_id, code),
  CONSTRAINT price_list_company FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT price_list_parent FOREIGN KEY (parent_id) REFERENCES price_list (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE branch (
  id BIGINT NOT NULL AUTO_INCREMENT,
  company_id BIGINT NOT NULL,
  code VARCHAR(16) NOT NULL,
  name VARCHAR(190) NOT NULL,
  address VARCHAR(250) NOT NULL,
  phone VARCHAR(40) NOT NULL,
  alert_email VARCHAR(254) NULL,           -- the person in charge of orders
  zone VARCHAR(64) NOT NULL,               -- IANA name
  day_ends SMALLINT NOT NULL,              -- minutes past midnight at which the business day ends
  price_list_id BIGINT NOT NULL,
  pickup BOOLEAN NOT NULL,                 -- web orders may be picked up here
  archived_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY code (company_id, code),
  CONSTRAINT branch_company FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT branch_price_list FOREIGN KEY (price_list_id) REFERENCES price_list (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE location (
  id BIGINT NOT NULL AUTO_INCREMENT,
  branch_id BIGINT NOT NULL,
  kind ENUM('shelf','store_room','transit','damaged') NOT NULL,
  name VARCHAR(100) NOT NULL,
  PRIMARY KEY (id),
  KEY branch (branch_id, kind),
  CONSTRAINT location_branch FOREIGN KEY (branch_id) REFERENCES branch (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sales_channel (
  id BIGINT NOT NULL AUTO_INCREMENT,
  company_id BIGINT NOT NULL,
  kind ENUM('web','till','phone','api','marketplace') NOT NULL,
  code VARCHAR(32) NOT NULL,
  name VARCHAR(190) NOT NULL,
  languages VARCHAR(64) NOT NULL,          -- "he en pl fi", the first is the default
  price_list_id BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY code (company_id, code),
  CONSTRAINT channel_company FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT channel_price_list FOREIGN KEY (price_list_id) REFERENCES price_list (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE setting (
  scope ENUM('company','branch','till') NOT NULL,
  scope_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(1000) NOT NULL,
  PRIMARY KEY (scope, scope_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- tax ---------------------------------------------------------------------

CREATE TABLE tax_class (
  id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(32) NOT NULL,
  name VARCHAR(100) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The rate in force at an instant is the one with the latest valid_from before it.
CREATE TABLE tax_rate (
  tax_class_id BIGINT NOT NULL,
  valid_from DATETIME(6) NOT NULL,
  rate INT NOT NULL,
  PRIMARY KEY (tax_class_id, valid_from),
  CONSTRAINT tax_rate_class FOREIGN KEY (tax_class_id) REFERENCES tax_class (id),
  CONSTRAINT tax_rate_range CHECK (rate BETWEEN 0 AND 10000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- goods: item, variant, barcodes, prices ----------------------------------

CREATE TABLE category (
  id BIGINT NOT NULL AUTO_INCREMENT,
  parent_id BIGINT NULL,
  slug VARCHAR(120) NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY slug (slug),
  CONSTRAINT category_parent FOREIGN KEY (parent_id) REFERENCES category (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE category_text (
  category_id BIGINT NOT NULL,
  lang CHAR(2) NOT NULL,
  name VARCHAR(190) NOT NULL,
  PRIMARY KEY (category_id, lang),
  CONSTRAINT category_text_category FOREIGN KEY (category_id) REFERENCES category (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item (
  id BIGINT NOT NULL AUTO_INCREMENT,
  type ENUM('good','weighed','service','event','digital','gift_card','deposit','bundle') NOT NULL,
  slug VARCHAR(120) NOT NULL,
  category_id BIGINT NULL,
  tax_class_id BIGINT NOT NULL,
  lang CHAR(2) NOT NULL,                   -- of its own text, shown where a translation lacks
  sort_key VARCHAR(190) NOT NULL,          -- folded name in that language
  maker VARCHAR(190) NULL,
  origin CHAR(2) NULL,                     -- ISO 3166-1, country of origin
  unit VARCHAR(8) NOT NULL,                -- what quantity counts: piece, kg, l, m
  no_discount BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL,
  archived_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY slug (slug),
  KEY sorted (sort_key, id),
  KEY category (category_id, sort_key, id),
  CONSTRAINT item_category FOREIGN KEY (category_id) REFERENCES category (id),
  CONSTRAINT item_tax_class FOREIGN KEY (tax_class_id) REFERENCES tax_class (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item_text (
  item_id BIGINT NOT NULL,
  lang CHAR(2) NOT NULL,
  name VARCHAR(250) NOT NULL,
  name_folded VARCHAR(250) NOT NULL,
  description TEXT NULL,
  PRIMARY KEY (item_id, lang),
  KEY folded (name_folded, item_id),
  CONSTRAINT item_text_item FOREIGN KEY (item_id) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE variant (
  id BIGINT NOT NULL AUTO_INCREMENT,
  item_id BIGINT NOT NULL,
  sku VARCHAR(64) NULL,
  label VARCHAR(100) NOT NULL,             -- "M / blue"; empty for the only one
  position INT NOT NULL,
  content BIGINT NULL,                     -- net content, thousandths of content_unit
  content_unit VARCHAR(8) NULL,            -- g, ml, kg, l, piece, m
  archived_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY sku (sku),
  KEY item (item_id, position),
  CONSTRAINT variant_item FOREIGN KEY (item_id) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A GTIN is stored as 14 digits; an in-store code as it is, for its branch alone.
CREATE TABLE barcode (
  code VARCHAR(64) NOT NULL,
  branch_id BIGINT NOT NULL,               -- 0: everywhere
  variant_id BIGINT NOT NULL,
  pack_quantity BIGINT NOT NULL,           -- thousandths: 1000 one piece, 6000 a six-pack
  PRIMARY KEY (code, branch_id),
  KEY variant (variant_id),
  CONSTRAINT barcode_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT barcode_pack CHECK (pack_quantity > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Never overwritten: the price at an instant is the row with the latest
-- valid_from before it. NULL ends the list's price: its parent counts again.
CREATE TABLE price (
  price_list_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  valid_from DATETIME(6) NOT NULL,
  price BIGINT NULL,
  staff_id BIGINT NULL,                    -- who set it; NULL: an import
  PRIMARY KEY (variant_id, price_list_id, valid_from),
  KEY list (price_list_id),
  KEY starts (valid_from),                 -- which price is the next to begin
  CONSTRAINT price_list_of FOREIGN KEY (price_list_id) REFERENCES price_list (id),
  CONSTRAINT price_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT price_range CHECK (price IS NULL OR price >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Counts changes in the transaction that makes them, so that whoever keeps what
-- it read learns that it is out of date. 'goods': category to price, and tax.
CREATE TABLE version (
  name VARCHAR(32) NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- people --------------------------------------------------------------------

CREATE TABLE customer (
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(190) NOT NULL,
  email VARCHAR(254) NULL,
  email_folded VARCHAR(254) NULL,
  phone VARCHAR(40) NULL,
  phone_digits VARCHAR(20) NULL,
  lang CHAR(2) NOT NULL,
  salt BINARY(16) NOT NULL,                -- of the hash that stands for this person in the journal
  created_at DATETIME(6) NOT NULL,
  anonymised_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY email (email_folded),
  KEY phone (phone_digits)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE role (
  id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE role_permission (
  role_id BIGINT NOT NULL,
  permission VARCHAR(64) NOT NULL,
  PRIMARY KEY (role_id, permission),
  CONSTRAINT role_permission_role FOREIGN KEY (role_id) REFERENCES role (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff (
  id BIGINT NOT NULL AUTO_INCREMENT,
  login VARCHAR(64) NOT NULL,
  name VARCHAR(190) NOT NULL,
  role_id BIGINT NOT NULL,
  lang CHAR(2) NOT NULL,
  password_hash VARCHAR(128) NULL,         -- Argon2id; NULL: no office login
  pin_hash VARCHAR(128) NULL,              -- Argon2id; NULL: no till login
  all_branches BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL,
  archived_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY login (login),
  CONSTRAINT staff_role FOREIGN KEY (role_id) REFERENCES role (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff_branch (
  staff_id BIGINT NOT NULL,
  branch_id BIGINT NOT NULL,
  PRIMARY KEY (staff_id, branch_id),
  CONSTRAINT staff_branch_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT staff_branch_branch FOREIGN KEY (branch_id) REFERENCES branch (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE session (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token_hash BINARY(32) NOT NULL,          -- SHA-256 of the cookie's token
  kind ENUM('store','office','till') NOT NULL,
  csrf CHAR(22) NOT NULL,
  staff_id BIGINT NULL,
  customer_id BIGINT NULL,
  cart_id BIGINT NULL,
  till_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY token (token_hash),
  KEY expiry (expires_at),
  KEY staff (staff_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How often something worth guessing was tried in a window of time.
CREATE TABLE rate_limit (
  what VARCHAR(32) NOT NULL,
  key_hash BINARY(32) NOT NULL,            -- SHA-256 of address, login ...
  window_start DATETIME(6) NOT NULL,
  tries INT NOT NULL,
  PRIMARY KEY (what, key_hash),
  KEY swept (window_start)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- tills, chains, shifts -------------------------------------------------------

CREATE TABLE till (
  id BIGINT NOT NULL AUTO_INCREMENT,
  branch_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  enrolled_by BIGINT NOT NULL,
  enrolled_at DATETIME(6) NOT NULL,
  revoked_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY branch (branch_id),
  CONSTRAINT till_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT till_enrolled_by FOREIGN KEY (enrolled_by) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A chain of journal entries and its head; this row is locked to append one.
CREATE TABLE chain (
  id BIGINT NOT NULL AUTO_INCREMENT,
  till_id BIGINT NULL,                     -- NULL: the server's own, for its branch
  branch_id BIGINT NOT NULL,
  public_key BINARY(32) NOT NULL,          -- Ed25519, of whoever signs it
  seq BIGINT NOT NULL,                     -- entries so far
  head BINARY(32) NOT NULL,                -- SHA-256 of the last entry; zeros before the first
  opened_at DATETIME(6) NOT NULL,
  closed_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY till (till_id),
  CONSTRAINT chain_till FOREIGN KEY (till_id) REFERENCES till (id),
  CONSTRAINT chain_branch FOREIGN KEY (branch_id) REFERENCES branch (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Documents of a kind are numbered here, without gaps, under the chain's lock.
CREATE TABLE series (
  chain_id BIGINT NOT NULL,
  kind ENUM('receipt','invoice','credit_note') NOT NULL,
  code VARCHAR(16) NOT NULL,               -- shown before the number: "T3"
  number BIGINT NOT NULL,                  -- the last that was issued
  PRIMARY KEY (chain_id, kind),
  UNIQUE KEY code (kind, code),
  CONSTRAINT series_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE shift (
  id BIGINT NOT NULL AUTO_INCREMENT,
  till_id BIGINT NOT NULL,
  branch_id BIGINT NOT NULL,
  open_till_id BIGINT NULL,                -- till_id while open, NULL once closed: one open shift a till
  business_date DATE NOT NULL,
  opened_by BIGINT NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  float_amount BIGINT NOT NULL,
  -- totals, kept sale by sale
  sales_count BIGINT NOT NULL,
  sales_amount BIGINT NOT NULL,
  rounding_amount BIGINT NOT NULL,
  cash_expected BIGINT NOT NULL,           -- float and movements: what the drawer should hold
  closed_by BIGINT NULL,
  closed_at DATETIME(6) NULL,
  cash_counted BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_open (open_till_id),
  KEY till (till_id, opened_at),
  CONSTRAINT shift_till FOREIGN KEY (till_id) REFERENCES till (id),
  CONSTRAINT shift_opened_by FOREIGN KEY (opened_by) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- carts and orders --------------------------------------------------------------

CREATE TABLE cart (
  id BIGINT NOT NULL AUTO_INCREMENT,
  channel_id BIGINT NOT NULL,
  note VARCHAR(500) NULL,
  created_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY swept (changed_at),
  CONSTRAINT cart_channel FOREIGN KEY (channel_id) REFERENCES sales_channel (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE cart_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  cart_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  price_seen BIGINT NOT NULL,              -- unit price that the shopper last saw
  PRIMARY KEY (id),
  UNIQUE KEY variant (cart_id, variant_id),
  CONSTRAINT cart_line_cart FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE,
  CONSTRAINT cart_line_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT cart_line_quantity CHECK (quantity > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- "orders", because ORDER is a word of SQL.
CREATE TABLE orders (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token CHAR(22) NOT NULL,                 -- of the secret link
  code CHAR(8) NOT NULL,                   -- said at the counter, typed at the till
  channel_id BIGINT NOT NULL,
  branch_id BIGINT NOT NULL,               -- sells and hands over
  location_id BIGINT NOT NULL,             -- where its stock comes from
  customer_id BIGINT NULL,
  lang CHAR(2) NOT NULL,
  stage ENUM('placed','ready','done','cancelled','lapsed') NOT NULL,
  currency CHAR(3) NOT NULL,
  currency_exponent TINYINT NOT NULL,
  tax_included BOOLEAN NOT NULL,
  cash_step INT NOT NULL,                  -- cash rounding in force when it was placed; 0 or 1: none
  total BIGINT NOT NULL,                   -- sum of the lines, tax included
  tax BIGINT NOT NULL,                     -- thereof tax
  paid BIGINT NOT NULL,                    -- sum of the payments' amounts
  note VARCHAR(500) NULL,
  placed_at DATETIME(6) NOT NULL,
  hold_until DATETIME(6) NULL,             -- when an unpaid order lapses
  done_at DATETIME(6) NULL,
  till_id BIGINT NULL,
  staff_id BIGINT NULL,                    -- who rang it up
  PRIMARY KEY (id),
  UNIQUE KEY token (token),
  UNIQUE KEY code (code),
  KEY branch_stage (branch_id, stage, placed_at),
  KEY placed (placed_at),
  KEY stage (stage),
  KEY lapses (stage, hold_until),
  KEY customer (customer_id, placed_at),
  CONSTRAINT orders_channel FOREIGN KEY (channel_id) REFERENCES sales_channel (id),
  CONSTRAINT orders_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customer (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  parent_line_id BIGINT NULL,              -- bundle, modifier, deposit
  returns_line_id BIGINT NULL,             -- the line that this one returns
  variant_id BIGINT NOT NULL,
  name VARCHAR(360) NOT NULL,              -- as sold, in the order's language
  quantity BIGINT NOT NULL,                -- negative for a return
  unit VARCHAR(8) NOT NULL,
  unit_price BIGINT NOT NULL,
  amount BIGINT NOT NULL,                  -- to pay for the line, tax included
  tax_class_id BIGINT NOT NULL,
  tax_rate INT NOT NULL,
  tax BIGINT NOT NULL,                     -- this line's share of the document's tax
  returned BIGINT NOT NULL,                -- guarded counter: never above quantity
  PRIMARY KEY (id),
  UNIQUE KEY line (order_id, line_no),
  KEY variant (variant_id),
  CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT order_line_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT order_line_returned CHECK (returned = 0 OR returned BETWEEN 0 AND quantity)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_tax (
  order_id BIGINT NOT NULL,
  rate INT NOT NULL,
  gross BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  PRIMARY KEY (order_id, rate),
  CONSTRAINT order_tax_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE consent (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NULL,
  customer_id BIGINT NULL,
  kind VARCHAR(32) NOT NULL,               -- terms
  text_version VARCHAR(32) NOT NULL,
  given_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY order_of (order_id),
  KEY customer_of (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE payment (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  tender ENUM('cash','card') NOT NULL,
  amount BIGINT NOT NULL,                  -- what it settles of the order
  rounding BIGINT NOT NULL,                -- cash rounding: taken = amount + rounding
  tendered BIGINT NOT NULL,                -- handed over; change = tendered - amount - rounding
  refunded BIGINT NOT NULL,                -- guarded counter: never above amount
  till_id BIGINT NULL,
  shift_id BIGINT NULL,
  staff_id BIGINT NULL,
  paid_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY order_of (order_id),
  KEY shift (shift_id),
  CONSTRAINT payment_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT payment_shift FOREIGN KEY (shift_id) REFERENCES shift (id),
  CONSTRAINT payment_refunded CHECK (refunded = 0 OR refunded BETWEEN 0 AND amount)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE fulfilment (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  kind ENUM('counter','pickup') NOT NULL,
  branch_id BIGINT NOT NULL,
  state ENUM('waiting','ready','handed_over','cancelled') NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY order_of (order_id),
  CONSTRAINT fulfilment_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a client may send twice: the first effect's answer, kept with the effect.
CREATE TABLE request_key (
  actor VARCHAR(32) NOT NULL,              -- "till:3", "cart:17"
  route VARCHAR(32) NOT NULL,
  uuid CHAR(36) NOT NULL,
  body_hash BINARY(32) NOT NULL,
  order_id BIGINT NOT NULL,                -- what it made
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (uuid, route, actor),
  KEY swept (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- stock -------------------------------------------------------------------------

-- on_hand is the sum of ledger.stock_move, reserved that of live stock_hold rows.
CREATE TABLE stock_level (
  location_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  on_hand BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  floor BIGINT NOT NULL,                   -- on_hand - reserved is not taken below it
  policy ENUM('uncounted','allow','warn','block') NOT NULL,
  PRIMARY KEY (variant_id, location_id),
  KEY location (location_id),
  CONSTRAINT stock_level_location FOREIGN KEY (location_id) REFERENCES location (id),
  CONSTRAINT stock_level_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE stock_hold (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NULL,                    -- a web order's, or
  till_id BIGINT NULL,                     -- a till's basket before tender,
  uuid CHAR(36) NULL,                      -- named by the sale's UUID
  location_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  short BIGINT NOT NULL,                   -- of which a sale that stands has taken away
  state ENUM('live','spent','lapsed') NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY level (variant_id, location_id, state, id),
  KEY order_of (order_id),
  KEY sale (uuid),
  KEY due (state, expires_at),
  CONSTRAINT stock_hold_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT stock_hold_quantity CHECK (quantity > 0 AND short BETWEEN 0 AND quantity)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A sale that stands, or a count, took more than was free: what and from whom.
CREATE TABLE shortfall (
  id BIGINT NOT NULL AUTO_INCREMENT,
  sale_order_id BIGINT NULL,               -- NULL: a count or a policy took it
  short_order_id BIGINT NULL,              -- the order left short; NULL: sold below zero
  location_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  settled_at DATETIME(6) NULL,
  settled_by BIGINT NULL,
  PRIMARY KEY (id),
  KEY open_ones (settled_at, id),
  KEY short_order (short_order_id),
  CONSTRAINT shortfall_sale FOREIGN KEY (sale_order_id) REFERENCES orders (id),
  CONSTRAINT shortfall_short FOREIGN KEY (short_order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- outbox and jobs -----------------------------------------------------------------

-- Work to do outside a transaction: claimed by a lease that is committed,
-- done, marked. A mail is a job.
CREATE TABLE job (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(32) NOT NULL,
  order_id BIGINT NULL,
  due_at DATETIME(6) NOT NULL,
  attempts INT NOT NULL,
  leased_until DATETIME(6) NULL,
  lease CHAR(22) NULL,                     -- token of the runner that holds it
  state ENUM('waiting','done','failed') NOT NULL,
  error VARCHAR(500) NULL,
  created_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY due (state, due_at),
  KEY order_of (order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- the ledgers: SELECT and INSERT alone ---------------------------------------------

CREATE TABLE ledger.stock_move (
  id BIGINT NOT NULL AUTO_INCREMENT,
  location_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,                -- negative: out
  reason ENUM('sale','return','receipt','correction','transfer','opening') NOT NULL,
  order_line_id BIGINT NULL,
  staff_id BIGINT NULL,
  note VARCHAR(250) NULL,
  moved_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY level (variant_id, location_id, id),
  KEY order_line (order_line_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document (
  id BIGINT NOT NULL AUTO_INCREMENT,
  token CHAR(22) NOT NULL,                 -- of the receipt's page and QR
  kind ENUM('receipt','invoice','credit_note') NOT NULL,
  chain_id BIGINT NOT NULL,
  series_code VARCHAR(16) NOT NULL,
  number BIGINT NOT NULL,
  seq BIGINT NOT NULL,                     -- of its journal entry
  order_id BIGINT NOT NULL,
  branch_id BIGINT NOT NULL,
  till_id BIGINT NULL,
  shift_id BIGINT NULL,
  staff_id BIGINT NULL,
  business_date DATE NOT NULL,
  issued_at DATETIME(6) NOT NULL,
  lang CHAR(2) NOT NULL,
  currency CHAR(3) NOT NULL,
  currency_exponent TINYINT NOT NULL,
  tax_included BOOLEAN NOT NULL,
  total BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  rounding BIGINT NOT NULL,                -- untaxed line for cash rounding
  PRIMARY KEY (id),
  UNIQUE KEY token (token),
  UNIQUE KEY number (kind, series_code, number),
  KEY order_of (order_id),
  KEY shift (shift_id),
  KEY day (branch_id, business_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document_line (
  document_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  order_line_id BIGINT NOT NULL,
  name VARCHAR(360) NOT NULL,
  quantity BIGINT NOT NULL,
  unit VARCHAR(8) NOT NULL,
  unit_price BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  tax_rate INT NOT NULL,
  tax BIGINT NOT NULL,
  PRIMARY KEY (document_id, line_no),
  KEY order_line (order_line_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document_tax (
  document_id BIGINT NOT NULL,
  rate INT NOT NULL,
  gross BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  PRIMARY KEY (document_id, rate)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Tenders as the document shows them.
CREATE TABLE ledger.document_payment (
  document_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  payment_id BIGINT NOT NULL,
  tender ENUM('cash','card') NOT NULL,
  amount BIGINT NOT NULL,
  rounding BIGINT NOT NULL,
  tendered BIGINT NOT NULL,
  PRIMARY KEY (document_id, line_no),
  UNIQUE KEY payment (payment_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.journal (
  chain_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,               -- document, shift_opened, shift_closed, enrolled ...
  document_id BIGINT NULL,
  body BLOB NOT NULL,                      -- canonical bytes, as signed; name the entry before by its hash
  hash BINARY(32) NOT NULL,                -- SHA-256 of body
  signature BINARY(64) NOT NULL,           -- Ed25519 over body
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (chain_id, seq),
  UNIQUE KEY document (document_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.cash_movement (
  id BIGINT NOT NULL AUTO_INCREMENT,
  shift_id BIGINT NOT NULL,
  kind ENUM('float','sale','refund','pay_in','pay_out','drop') NOT NULL,
  amount BIGINT NOT NULL,                  -- negative: out of the drawer
  payment_id BIGINT NULL,
  staff_id BIGINT NOT NULL,
  reason VARCHAR(250) NULL,
  moved_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY shift (shift_id),
  UNIQUE KEY payment (payment_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.order_event (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  stage ENUM('placed','ready','done','cancelled','lapsed') NOT NULL,
  staff_id BIGINT NULL,
  happened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY order_of (order_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.audit (
  id BIGINT NOT NULL AUTO_INCREMENT,
  staff_id BIGINT NULL,
  action VARCHAR(64) NOT NULL,             -- price.set, stock.corrected, till.enrolled ...
  object_kind VARCHAR(32) NOT NULL,
  object_id BIGINT NOT NULL,
  detail VARCHAR(1000) NULL,               -- JSON: before and after
  happened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY object (object_kind, object_id, id),
  KEY staff (staff_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- ---- what every installation has --------------------------------------------------------

INSERT INTO role (id, code) VALUES (1, 'owner'), (2, 'manager'), (3, 'cashier'), (4, 'stock'), (5, 'accountant');

INSERT INTO role_permission (role_id, permission) VALUES
  (1, 'order.view'), (1, 'order.edit'), (1, 'goods.view'), (1, 'goods.price'), (1, 'stock.adjust'),
  (1, 'till.enrol'), (1, 'till.sell'), (1, 'till.shift'), (1, 'shortfall.settle'),
  (2, 'order.view'), (2, 'order.edit'), (2, 'goods.view'), (2, 'goods.price'), (2, 'stock.adjust'),
  (2, 'till.enrol'), (2, 'till.sell'), (2, 'till.shift'), (2, 'shortfall.settle'),
  (3, 'till.sell'), (3, 'till.shift'), (3, 'goods.view'),
  (4, 'goods.view'), (4, 'stock.adjust'),
  (5, 'order.view'), (5, 'goods.view');
