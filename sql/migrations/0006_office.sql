-- 0006_office: who sees how trade goes, and who sees customers.

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'report.view' FROM role WHERE code IN ('owner', 'manager', 'accountant');
INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'customer.view' FROM role WHERE code IN ('owner', 'manager');

-- Customers are found by the beginning of their name, whatever its case, accents
-- and points.
ALTER TABLE customer
  MODIFY name VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  ADD KEY name (name);
