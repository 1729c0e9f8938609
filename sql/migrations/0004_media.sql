-- 0004_media: pictures of goods.
--
-- An original is kept once, by the SHA-256 of its bytes; the sizes that pages
-- show are files made of it on demand, on any machine.

CREATE TABLE media (
  id BIGINT NOT NULL AUTO_INCREMENT,
  hash BINARY(32) NOT NULL,                -- SHA-256 of bytes; names it in addresses
  type VARCHAR(32) NOT NULL,               -- image/jpeg, image/png, image/webp, image/gif; image/svg+xml of our own drawings alone
  width INT NOT NULL,                      -- as it is shown, in pixels
  height INT NOT NULL,
  bytes LONGBLOB NOT NULL,
  staff_id BIGINT NULL,                    -- who brought it
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY hash (hash),
  CONSTRAINT media_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Shown in the order of position; those of a variant come before those of all.
CREATE TABLE item_picture (
  id BIGINT NOT NULL AUTO_INCREMENT,
  item_id BIGINT NOT NULL,
  variant_id BIGINT NULL,                  -- NULL: of all variants
  media_id BIGINT NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY shown (item_id, variant_id, media_id),
  KEY sorted (item_id, position),
  CONSTRAINT item_picture_item FOREIGN KEY (item_id) REFERENCES item (id),
  CONSTRAINT item_picture_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT item_picture_media FOREIGN KEY (media_id) REFERENCES media (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What is seen on it, for who does not see it.
CREATE TABLE item_picture_text (
  picture_id BIGINT NOT NULL,
  lang CHAR(2) NOT NULL,
  alt VARCHAR(250) NOT NULL,
  PRIMARY KEY (picture_id, lang),
  CONSTRAINT item_picture_text_picture FOREIGN KEY (picture_id) REFERENCES item_picture (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO role_permission (role_id, permission)
  SELECT id, 'goods.edit' FROM role WHERE code IN ('owner', 'manager');
