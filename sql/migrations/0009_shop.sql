-- 0009_shop: what an owner sets: the shop's face, branches, settings.

-- The logo on every page and receipt; NULL: the name alone.
ALTER TABLE company
  ADD COLUMN logo_media_id BIGINT NULL,
  ADD CONSTRAINT company_logo FOREIGN KEY (logo_media_id) REFERENCES media (id);

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'settings.edit' FROM role WHERE code = 'owner';
INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'branch.edit' FROM role WHERE code IN ('owner', 'manager');

-- A test mail is a job of its own: to whom, and which form sent it (the same
-- again is the same mail).
ALTER TABLE job
  ADD COLUMN recipient VARCHAR(254) NULL AFTER order_id,
  ADD COLUMN uuid CHAR(36) NULL,
  ADD UNIQUE KEY once (uuid);
