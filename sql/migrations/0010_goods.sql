-- 0010_goods: prices prepared together, shelf labels, addresses that moved.

-- Prices prepared as one set. Setting it writes its rows of price with
-- valid_from = starts_at; until then it may be taken back, and its rows with it.
CREATE TABLE price_change (
  id BIGINT NOT NULL AUTO_INCREMENT,
  uuid CHAR(36) NOT NULL,                  -- of the form that made it
  name VARCHAR(100) NOT NULL,
  price_list_id BIGINT NOT NULL,
  state ENUM('draft','set','cancelled') NOT NULL,
  starts_at DATETIME(6) NULL,              -- of a set one
  staff_id BIGINT NULL,                    -- who made it
  created_at DATETIME(6) NOT NULL,
  set_by BIGINT NULL,
  set_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uuid (uuid),
  KEY state (state, id),
  CONSTRAINT price_change_list FOREIGN KEY (price_list_id) REFERENCES price_list (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price_change_line (
  change_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  price BIGINT NOT NULL,                   -- 1/10,000 of a minor unit
  PRIMARY KEY (change_id, variant_id),
  KEY price_change_line_variant (variant_id),
  CONSTRAINT price_change_line_change FOREIGN KEY (change_id) REFERENCES price_change (id),
  CONSTRAINT price_change_line_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT price_change_line_range CHECK (price >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which set wrote a price: that set takes it back.
ALTER TABLE price ADD COLUMN change_id BIGINT NULL,
  ADD KEY price_of_change (change_id),
  ADD CONSTRAINT price_of_change FOREIGN KEY (change_id) REFERENCES price_change (id);

-- What the label on a branch's shelf says: the name and price last printed.
CREATE TABLE shelf_label (
  branch_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  name VARCHAR(360) NOT NULL,
  price BIGINT NOT NULL,
  true_from DATETIME(6) NOT NULL,          -- printed the evening before for the hour when prices change
  printed_at DATETIME(6) NOT NULL,
  staff_id BIGINT NULL,
  PRIMARY KEY (branch_id, variant_id),
  KEY shelf_label_variant (variant_id),
  CONSTRAINT shelf_label_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT shelf_label_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Every time somebody said that labels were printed or taken off: once a form.
CREATE TABLE label_print (
  uuid CHAR(36) NOT NULL,
  branch_id BIGINT NOT NULL,
  labels BIGINT NOT NULL,                  -- written
  outdated BIGINT NOT NULL,                -- printed, but no longer true: they stay in the list
  printed_at DATETIME(6) NOT NULL,
  staff_id BIGINT NULL,
  PRIMARY KEY (uuid),
  KEY label_print_branch (branch_id, printed_at),
  CONSTRAINT label_print_branch FOREIGN KEY (branch_id) REFERENCES branch (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'goods.label' FROM role WHERE code IN ('owner', 'manager', 'stock');

-- Former addresses of goods and categories, which redirect for good.
CREATE TABLE slug_moved (
  kind ENUM('item','category') NOT NULL,
  slug VARCHAR(120) NOT NULL,
  target_id BIGINT NOT NULL,
  moved_at DATETIME(6) NOT NULL,
  PRIMARY KEY (kind, slug),
  KEY target (kind, target_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A category that was archived is out of every list; words_from: goods behind
-- this id are still found by its former name (NULL: none is).
ALTER TABLE category
  ADD COLUMN archived_at DATETIME(6) NULL,
  ADD COLUMN words_from BIGINT NULL,
  ADD KEY stale (words_from);

-- Goods in the order of a list's prices.
ALTER TABLE price
  ADD KEY ordered (price_list_id, price, variant_id),
  DROP KEY list;

-- A good that was added in the office is added once, however often it is sent.
ALTER TABLE item
  ADD COLUMN uuid CHAR(36) NULL,
  ADD UNIQUE KEY once (uuid);
