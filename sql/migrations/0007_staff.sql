-- 0007_staff: who may add and change staff.

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'staff.manage' FROM role WHERE code IN ('owner', 'manager');
