-- 0012_orders: the promise of an order, its picking, its messages, its refund.

-- When the shopper was told that it would be ready; NULL: never promised.
-- picking: somebody has begun, while it is `placed`; 0 in every other stage.
ALTER TABLE orders
  ADD COLUMN promised_at DATETIME(6) NULL AFTER placed_at,
  ADD COLUMN picking BOOLEAN NOT NULL DEFAULT 0 AFTER stage,
  ADD KEY board (branch_id, stage, picking, promised_at);

-- Thousandths of a line that lie in the box, and that could not be found.
ALTER TABLE order_line
  ADD COLUMN picked BIGINT NOT NULL DEFAULT 0 AFTER returned,
  ADD COLUMN missing BIGINT NOT NULL DEFAULT 0 AFTER picked,
  ADD CONSTRAINT order_line_picked CHECK (picked = 0 OR picked BETWEEN 0 AND quantity),
  ADD CONSTRAINT order_line_missing CHECK (missing = 0 OR missing BETWEEN 0 AND quantity - picked);

-- What was packed before lines were picked one by one.
UPDATE order_line l JOIN fulfilment f ON f.order_id = l.order_id AND f.kind = 'pickup' AND f.state IN ('ready', 'handed_over')
  SET l.picked = l.quantity WHERE l.quantity > 0;

-- What shop and shopper wrote to each other about an order, and what staff wrote
-- for staff.
CREATE TABLE order_message (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  kind ENUM('to_customer','from_customer','internal') NOT NULL,
  body VARCHAR(2000) NOT NULL,
  staff_id BIGINT NULL,
  uuid CHAR(36) NOT NULL,                  -- of the form that sent it: the same again is the same message
  created_at DATETIME(6) NOT NULL,
  read_at DATETIME(6) NULL,                -- from_customer: when staff saw it
  PRIMARY KEY (id),
  UNIQUE KEY once (order_id, uuid),
  KEY unread (kind, read_at),
  CONSTRAINT order_message_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which message a mail carries.
ALTER TABLE job ADD COLUMN message_id BIGINT NULL AFTER order_id;

-- A refund is a payment of a negative amount that names the one it gives back.
ALTER TABLE payment
  ADD COLUMN refunds_payment_id BIGINT NULL AFTER order_id,
  ADD KEY refunds (refunds_payment_id);

-- A guest's card that turned out to be another's: orders follow the other.
ALTER TABLE customer
  ADD COLUMN merged_into BIGINT NULL,
  ADD KEY merged (merged_into);

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'order.pick' FROM role WHERE code IN ('owner', 'manager', 'stock');
INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'order.view' FROM role WHERE code = 'stock';
INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'order.refund' FROM role WHERE code IN ('owner', 'manager');
INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'customer.edit' FROM role WHERE code IN ('owner', 'manager');

-- A credit note names the receipt whose goods it takes back.
ALTER TABLE ledger.document
  ADD COLUMN credits_document_id BIGINT NULL AFTER order_id,
  ADD KEY credits (credits_document_id);

ALTER TABLE order_line ADD KEY returns (returns_line_id);

-- What was given back out of a shift's drawer, beside what it sold.
ALTER TABLE shift
  ADD COLUMN refunds_count BIGINT NOT NULL DEFAULT 0 AFTER sales_amount,
  ADD COLUMN refunds_amount BIGINT NOT NULL DEFAULT 0 AFTER refunds_count;
