-- 0003_import: what was imported, by whom and from where, and what of it a
-- person should look at.

-- One run of an import; a waiting one was uploaded in the office and is done by
-- `makolet work`. ended_at NULL of a running one that nobody sees any more: killed.
CREATE TABLE import_run (
  id BIGINT NOT NULL AUTO_INCREMENT,
  state ENUM('waiting','running','done','failed') NOT NULL,
  profile VARCHAR(64) NOT NULL,
  source VARCHAR(130) NOT NULL,            -- "chain/store"; empty where a profile takes all rows
  branch_id BIGINT NOT NULL,
  dry_run BOOLEAN NOT NULL,
  retire BOOLEAN NOT NULL,
  file_name VARCHAR(250) NOT NULL,
  file_hash BINARY(32) NULL,               -- SHA-256 of the bytes, unpacked
  upload CHAR(22) NULL,                    -- token that names the uploaded file in state_dir/import
  staff_id BIGINT NULL,
  lines_total BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  other BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  repriced BIGINT NOT NULL,
  retexted BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  kept BIGINT NOT NULL,
  repeated BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  retired BIGINT NOT NULL,
  error VARCHAR(500) NULL,
  attempts INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  started_at DATETIME(6) NULL,
  seen_at DATETIME(6) NULL,                -- the runner's last sign of life
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY due (state, seen_at),
  CONSTRAINT import_run_branch FOREIGN KEY (branch_id) REFERENCES branch (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which file a branch's variant comes from. Of several, the one that was first
-- names it, and prices it in its branch.
CREATE TABLE import_source (
  variant_id BIGINT NOT NULL,
  branch_id BIGINT NOT NULL,
  profile VARCHAR(64) NOT NULL,
  source VARCHAR(130) NOT NULL,
  first_seen BIGINT NOT NULL,              -- import_run
  last_seen BIGINT NOT NULL,
  retired_at DATETIME(6) NULL,             -- vanished from the file
  PRIMARY KEY (variant_id, branch_id, profile, source),
  KEY of_file (profile, source, branch_id, retired_at),
  CONSTRAINT import_source_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a file could not tell for sure of new goods.
CREATE TABLE import_review (
  id BIGINT NOT NULL AUTO_INCREMENT,
  variant_id BIGINT NOT NULL,
  reason ENUM('weighed','tax_class','bad_barcode','shared_barcode') NOT NULL,
  detail VARCHAR(250) NULL,
  run_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  settled_at DATETIME(6) NULL,
  settled_by BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once (variant_id, reason),
  KEY open_ones (settled_at, id),
  CONSTRAINT import_review_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO role_permission (role_id, permission) VALUES
  (1, 'goods.import'), (2, 'goods.import'),
  (1, 'goods.export'), (2, 'goods.export'), (5, 'goods.export'),
  (1, 'customers.export'), (2, 'customers.export'),
  (1, 'orders.export'), (2, 'orders.export'), (5, 'orders.export');
