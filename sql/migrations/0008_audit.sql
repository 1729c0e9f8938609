-- 0008_audit: who may see who changed what.

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'audit.view' FROM role WHERE code IN ('owner', 'accountant');
