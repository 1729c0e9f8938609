-- 0011_receiving: goods that arrive.

-- One delivery. An open one changes no stock; booking it moves every line.
CREATE TABLE goods_receipt (
  id BIGINT NOT NULL AUTO_INCREMENT,
  branch_id BIGINT NOT NULL,
  location_id BIGINT NOT NULL,
  state ENUM('open','booked','dropped') NOT NULL,
  supplier VARCHAR(190) NOT NULL,
  reference VARCHAR(64) NOT NULL,          -- number of the delivery note; empty: none
  note VARCHAR(500) NULL,
  staff_id BIGINT NULL,                    -- who opened it
  created_at DATETIME(6) NOT NULL,
  booked_by BIGINT NULL,
  booked_at DATETIME(6) NULL,
  uuid CHAR(36) NOT NULL,                  -- of the form that opened it
  PRIMARY KEY (id),
  UNIQUE KEY once (uuid),
  KEY branch (branch_id, state, id),
  KEY note_of (reference, supplier),
  CONSTRAINT goods_receipt_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT goods_receipt_location FOREIGN KEY (location_id) REFERENCES location (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE goods_receipt_line (
  id BIGINT NOT NULL AUTO_INCREMENT,
  goods_receipt_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  variant_id BIGINT NOT NULL,
  packs BIGINT NOT NULL,                   -- thousandths; as it was counted
  pack_quantity BIGINT NOT NULL,           -- thousandths of the variant in one
  quantity BIGINT NOT NULL,                -- thousandths: packs * pack_quantity / 1000
  cost BIGINT NULL,                        -- of one unit without tax, 1/10,000 of a minor unit; NULL: not told
  expires_on DATE NULL,
  note VARCHAR(200) NULL,
  uuid CHAR(36) NOT NULL,                  -- of the form that sent it: the same again is the same line
  removed_at DATETIME(6) NULL,             -- it keeps its UUID: what comes late does not add it again
  PRIMARY KEY (id),
  UNIQUE KEY line (goods_receipt_id, line_no),
  UNIQUE KEY once (goods_receipt_id, uuid),
  KEY expiry (variant_id, expires_on),
  CONSTRAINT goods_receipt_line_receipt FOREIGN KEY (goods_receipt_id) REFERENCES goods_receipt (id),
  CONSTRAINT goods_receipt_line_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT goods_receipt_line_range CHECK (packs > 0 AND pack_quantity > 0 AND quantity > 0 AND (cost IS NULL OR cost >= 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What came and nobody knew: a code without goods, kept until somebody names them.
CREATE TABLE goods_receipt_aside (
  id BIGINT NOT NULL AUTO_INCREMENT,
  goods_receipt_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  packs BIGINT NOT NULL,                   -- thousandths
  note VARCHAR(200) NULL,
  uuid CHAR(36) NOT NULL,
  removed_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once (goods_receipt_id, uuid),
  CONSTRAINT goods_receipt_aside_receipt FOREIGN KEY (goods_receipt_id) REFERENCES goods_receipt (id),
  CONSTRAINT goods_receipt_aside_packs CHECK (packs > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a delivery brought of what an order was short of.
ALTER TABLE shortfall
  ADD COLUMN filled BIGINT NOT NULL DEFAULT 0 AFTER quantity,
  ADD CONSTRAINT shortfall_filled CHECK (filled BETWEEN 0 AND quantity);

-- Why stock came: the line of the delivery.
ALTER TABLE ledger.stock_move
  ADD COLUMN goods_receipt_line_id BIGINT NULL AFTER order_line_id,
  ADD KEY goods_receipt_line (goods_receipt_line_id);

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'stock.receive' FROM role WHERE code IN ('owner', 'manager', 'stock');
