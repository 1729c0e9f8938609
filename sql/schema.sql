-- The schema as the migrations leave it, for reading. Made by
-- build-aux/schema-dump; tests/db/statements compares it with them.

SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE barcode (
  `code` varchar(64) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `pack_quantity` bigint(20) NOT NULL,
  PRIMARY KEY (`code`,`branch_id`),
  KEY `variant` (`variant_id`),
  CONSTRAINT `barcode_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `barcode_pack` CHECK (`pack_quantity` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE branch (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `company_id` bigint(20) NOT NULL,
  `code` varchar(16) NOT NULL,
  `name` varchar(190) NOT NULL,
  `address` varchar(250) NOT NULL,
  `phone` varchar(40) NOT NULL,
  `alert_email` varchar(254) DEFAULT NULL,
  `zone` varchar(64) NOT NULL,
  `day_ends` smallint(6) NOT NULL,
  `price_list_id` bigint(20) NOT NULL,
  `pickup` tinyint(1) NOT NULL,
  `archived_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`company_id`,`code`),
  KEY `branch_price_list` (`price_list_id`),
  CONSTRAINT `branch_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `branch_price_list` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE branch_day (
  `branch_id` bigint(20) NOT NULL,
  `day` date NOT NULL,
  `opens` smallint(6) DEFAULT NULL,
  `closes` smallint(6) DEFAULT NULL,
  `note` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`branch_id`,`day`),
  CONSTRAINT `branch_day_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `branch_day_range` CHECK (`opens` is null and `closes` is null or `opens` >= 0 and `opens` < `closes` and `closes` <= 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE branch_hours (
  `branch_id` bigint(20) NOT NULL,
  `weekday` tinyint(4) NOT NULL,
  `opens` smallint(6) NOT NULL,
  `closes` smallint(6) NOT NULL,
  PRIMARY KEY (`branch_id`,`weekday`,`opens`),
  CONSTRAINT `branch_hours_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `branch_hours_range` CHECK (`weekday` between 0 and 6 and `opens` >= 0 and `opens` < `closes` and `closes` <= 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE cart (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `channel_id` bigint(20) NOT NULL,
  `note` varchar(500) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `swept` (`changed_at`),
  KEY `cart_channel` (`channel_id`),
  CONSTRAINT `cart_channel` FOREIGN KEY (`channel_id`) REFERENCES `sales_channel` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE cart_line (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `cart_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `price_seen` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `variant` (`cart_id`,`variant_id`),
  KEY `cart_line_variant` (`variant_id`),
  CONSTRAINT `cart_line_cart` FOREIGN KEY (`cart_id`) REFERENCES `cart` (`id`) ON DELETE CASCADE,
  CONSTRAINT `cart_line_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `cart_line_quantity` CHECK (`quantity` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE category (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `parent_id` bigint(20) DEFAULT NULL,
  `slug` varchar(120) NOT NULL,
  `position` int(11) NOT NULL,
  `archived_at` datetime(6) DEFAULT NULL,
  `words_from` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `slug` (`slug`),
  KEY `category_parent` (`parent_id`),
  KEY `stale` (`words_from`),
  CONSTRAINT `category_parent` FOREIGN KEY (`parent_id`) REFERENCES `category` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE category_text (
  `category_id` bigint(20) NOT NULL,
  `lang` char(2) NOT NULL,
  `name` varchar(190) NOT NULL,
  PRIMARY KEY (`category_id`,`lang`),
  CONSTRAINT `category_text_category` FOREIGN KEY (`category_id`) REFERENCES `category` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE chain (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `till_id` bigint(20) DEFAULT NULL,
  `branch_id` bigint(20) NOT NULL,
  `public_key` binary(32) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `head` binary(32) NOT NULL,
  `opened_at` datetime(6) NOT NULL,
  `closed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `till` (`till_id`),
  KEY `chain_branch` (`branch_id`),
  CONSTRAINT `chain_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `chain_till` FOREIGN KEY (`till_id`) REFERENCES `till` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE company (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(190) NOT NULL,
  `legal_name` varchar(190) NOT NULL,
  `tax_number` varchar(32) NOT NULL,
  `country` char(2) NOT NULL,
  `currency` char(3) NOT NULL,
  `currency_exponent` tinyint(4) NOT NULL,
  `lang` char(2) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `logo_media_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `company_logo` (`logo_media_id`),
  CONSTRAINT `company_logo` FOREIGN KEY (`logo_media_id`) REFERENCES `media` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE consent (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) DEFAULT NULL,
  `customer_id` bigint(20) DEFAULT NULL,
  `kind` varchar(32) NOT NULL,
  `text_version` varchar(32) NOT NULL,
  `given_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `order_of` (`order_id`),
  KEY `customer_of` (`customer_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE customer (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  `email` varchar(254) DEFAULT NULL,
  `email_folded` varchar(254) DEFAULT NULL,
  `phone` varchar(40) DEFAULT NULL,
  `phone_digits` varchar(20) DEFAULT NULL,
  `lang` char(2) NOT NULL,
  `salt` binary(16) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `anonymised_at` datetime(6) DEFAULT NULL,
  `merged_into` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `email` (`email_folded`),
  KEY `phone` (`phone_digits`),
  KEY `name` (`name`),
  KEY `merged` (`merged_into`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE fulfilment (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `kind` enum('counter','pickup') NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `state` enum('waiting','ready','handed_over','cancelled') NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `order_of` (`order_id`),
  CONSTRAINT `fulfilment_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE goods_receipt (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `branch_id` bigint(20) NOT NULL,
  `location_id` bigint(20) NOT NULL,
  `state` enum('open','booked','dropped') NOT NULL,
  `supplier` varchar(190) NOT NULL,
  `reference` varchar(64) NOT NULL,
  `note` varchar(500) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `booked_by` bigint(20) DEFAULT NULL,
  `booked_at` datetime(6) DEFAULT NULL,
  `uuid` char(36) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `once` (`uuid`),
  KEY `branch` (`branch_id`,`state`,`id`),
  KEY `note_of` (`reference`,`supplier`),
  KEY `goods_receipt_location` (`location_id`),
  CONSTRAINT `goods_receipt_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `goods_receipt_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE goods_receipt_aside (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `goods_receipt_id` bigint(20) NOT NULL,
  `code` varchar(64) NOT NULL,
  `packs` bigint(20) NOT NULL,
  `note` varchar(200) DEFAULT NULL,
  `uuid` char(36) NOT NULL,
  `removed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `once` (`goods_receipt_id`,`uuid`),
  CONSTRAINT `goods_receipt_aside_receipt` FOREIGN KEY (`goods_receipt_id`) REFERENCES `goods_receipt` (`id`),
  CONSTRAINT `goods_receipt_aside_packs` CHECK (`packs` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE goods_receipt_line (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `goods_receipt_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `packs` bigint(20) NOT NULL,
  `pack_quantity` bigint(20) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `cost` bigint(20) DEFAULT NULL,
  `expires_on` date DEFAULT NULL,
  `note` varchar(200) DEFAULT NULL,
  `uuid` char(36) NOT NULL,
  `removed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `line` (`goods_receipt_id`,`line_no`),
  UNIQUE KEY `once` (`goods_receipt_id`,`uuid`),
  KEY `expiry` (`variant_id`,`expires_on`),
  CONSTRAINT `goods_receipt_line_receipt` FOREIGN KEY (`goods_receipt_id`) REFERENCES `goods_receipt` (`id`),
  CONSTRAINT `goods_receipt_line_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `goods_receipt_line_range` CHECK (`packs` > 0 and `pack_quantity` > 0 and `quantity` > 0 and (`cost` is null or `cost` >= 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE import_review (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `variant_id` bigint(20) NOT NULL,
  `reason` enum('weighed','tax_class','bad_barcode','shared_barcode') NOT NULL,
  `detail` varchar(250) DEFAULT NULL,
  `run_id` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `settled_at` datetime(6) DEFAULT NULL,
  `settled_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `once` (`variant_id`,`reason`),
  KEY `open_ones` (`settled_at`,`id`),
  CONSTRAINT `import_review_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE import_run (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `state` enum('waiting','running','done','failed') NOT NULL,
  `profile` varchar(64) NOT NULL,
  `source` varchar(130) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `dry_run` tinyint(1) NOT NULL,
  `retire` tinyint(1) NOT NULL,
  `file_name` varchar(250) NOT NULL,
  `file_hash` binary(32) DEFAULT NULL,
  `upload` char(22) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `lines_total` bigint(20) NOT NULL,
  `rows_read` bigint(20) NOT NULL,
  `other` bigint(20) NOT NULL,
  `added` bigint(20) NOT NULL,
  `changed` bigint(20) NOT NULL,
  `repriced` bigint(20) NOT NULL,
  `retexted` bigint(20) NOT NULL,
  `unchanged` bigint(20) NOT NULL,
  `kept` bigint(20) NOT NULL,
  `repeated` bigint(20) NOT NULL,
  `rejected` bigint(20) NOT NULL,
  `retired` bigint(20) NOT NULL,
  `error` varchar(500) DEFAULT NULL,
  `attempts` int(11) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `started_at` datetime(6) DEFAULT NULL,
  `seen_at` datetime(6) DEFAULT NULL,
  `ended_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `due` (`state`,`seen_at`),
  KEY `import_run_branch` (`branch_id`),
  CONSTRAINT `import_run_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE import_source (
  `variant_id` bigint(20) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `profile` varchar(64) NOT NULL,
  `source` varchar(130) NOT NULL,
  `first_seen` bigint(20) NOT NULL,
  `last_seen` bigint(20) NOT NULL,
  `retired_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`variant_id`,`branch_id`,`profile`,`source`),
  KEY `of_file` (`profile`,`source`,`branch_id`,`retired_at`),
  CONSTRAINT `import_source_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `type` enum('good','weighed','service','event','digital','gift_card','deposit','bundle') NOT NULL,
  `slug` varchar(120) NOT NULL,
  `category_id` bigint(20) DEFAULT NULL,
  `tax_class_id` bigint(20) NOT NULL,
  `lang` char(2) NOT NULL,
  `sort_key` varchar(190) NOT NULL,
  `maker` varchar(190) DEFAULT NULL,
  `origin` char(2) DEFAULT NULL,
  `unit` varchar(8) NOT NULL,
  `no_discount` tinyint(1) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `archived_at` datetime(6) DEFAULT NULL,
  `uuid` char(36) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `slug` (`slug`),
  UNIQUE KEY `once` (`uuid`),
  KEY `sorted` (`sort_key`,`id`),
  KEY `category` (`category_id`,`sort_key`,`id`),
  KEY `item_tax_class` (`tax_class_id`),
  CONSTRAINT `item_category` FOREIGN KEY (`category_id`) REFERENCES `category` (`id`),
  CONSTRAINT `item_tax_class` FOREIGN KEY (`tax_class_id`) REFERENCES `tax_class` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item_picture (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `item_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) DEFAULT NULL,
  `media_id` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `shown` (`item_id`,`variant_id`,`media_id`),
  KEY `sorted` (`item_id`,`position`),
  KEY `item_picture_variant` (`variant_id`),
  KEY `item_picture_media` (`media_id`),
  CONSTRAINT `item_picture_item` FOREIGN KEY (`item_id`) REFERENCES `item` (`id`),
  CONSTRAINT `item_picture_media` FOREIGN KEY (`media_id`) REFERENCES `media` (`id`),
  CONSTRAINT `item_picture_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item_picture_text (
  `picture_id` bigint(20) NOT NULL,
  `lang` char(2) NOT NULL,
  `alt` varchar(250) NOT NULL,
  PRIMARY KEY (`picture_id`,`lang`),
  CONSTRAINT `item_picture_text_picture` FOREIGN KEY (`picture_id`) REFERENCES `item_picture` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE item_text (
  `item_id` bigint(20) NOT NULL,
  `lang` char(2) NOT NULL,
  `name` varchar(250) NOT NULL,
  `name_folded` varchar(250) NOT NULL,
  `description` text DEFAULT NULL,
  PRIMARY KEY (`item_id`,`lang`),
  KEY `folded` (`name_folded`,`item_id`),
  CONSTRAINT `item_text_item` FOREIGN KEY (`item_id`) REFERENCES `item` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE job (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` varchar(32) NOT NULL,
  `order_id` bigint(20) DEFAULT NULL,
  `message_id` bigint(20) DEFAULT NULL,
  `recipient` varchar(254) DEFAULT NULL,
  `due_at` datetime(6) NOT NULL,
  `attempts` int(11) NOT NULL,
  `leased_until` datetime(6) DEFAULT NULL,
  `lease` char(22) DEFAULT NULL,
  `state` enum('waiting','done','failed') NOT NULL,
  `error` varchar(500) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `finished_at` datetime(6) DEFAULT NULL,
  `uuid` char(36) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `once` (`uuid`),
  KEY `due` (`state`,`due_at`),
  KEY `order_of` (`order_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE label_print (
  `uuid` char(36) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `labels` bigint(20) NOT NULL,
  `outdated` bigint(20) NOT NULL,
  `printed_at` datetime(6) NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`uuid`),
  KEY `label_print_branch` (`branch_id`,`printed_at`),
  CONSTRAINT `label_print_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE location (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `branch_id` bigint(20) NOT NULL,
  `kind` enum('shelf','store_room','transit','damaged') NOT NULL,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `branch` (`branch_id`,`kind`),
  CONSTRAINT `location_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE media (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `hash` binary(32) NOT NULL,
  `type` varchar(32) NOT NULL,
  `width` int(11) NOT NULL,
  `height` int(11) NOT NULL,
  `bytes` longblob NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `hash` (`hash`),
  KEY `media_staff` (`staff_id`),
  CONSTRAINT `media_staff` FOREIGN KEY (`staff_id`) REFERENCES `staff` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_line (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `parent_line_id` bigint(20) DEFAULT NULL,
  `returns_line_id` bigint(20) DEFAULT NULL,
  `variant_id` bigint(20) NOT NULL,
  `name` varchar(360) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `unit` varchar(8) NOT NULL,
  `unit_price` bigint(20) NOT NULL,
  `amount` bigint(20) NOT NULL,
  `tax_class_id` bigint(20) NOT NULL,
  `tax_rate` int(11) NOT NULL,
  `tax` bigint(20) NOT NULL,
  `returned` bigint(20) NOT NULL,
  `picked` bigint(20) NOT NULL DEFAULT 0,
  `missing` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `line` (`order_id`,`line_no`),
  KEY `variant` (`variant_id`),
  KEY `returns` (`returns_line_id`),
  CONSTRAINT `order_line_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`),
  CONSTRAINT `order_line_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `order_line_returned` CHECK (`returned` = 0 or `returned` between 0 and `quantity`),
  CONSTRAINT `order_line_picked` CHECK (`picked` = 0 or `picked` between 0 and `quantity`),
  CONSTRAINT `order_line_missing` CHECK (`missing` = 0 or `missing` between 0 and `quantity` - `picked`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_message (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `kind` enum('to_customer','from_customer','internal') NOT NULL,
  `body` varchar(2000) NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `uuid` char(36) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `read_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `once` (`order_id`,`uuid`),
  KEY `unread` (`kind`,`read_at`),
  CONSTRAINT `order_message_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_tax (
  `order_id` bigint(20) NOT NULL,
  `rate` int(11) NOT NULL,
  `gross` bigint(20) NOT NULL,
  `tax` bigint(20) NOT NULL,
  PRIMARY KEY (`order_id`,`rate`),
  CONSTRAINT `order_tax_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE orders (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `token` char(22) NOT NULL,
  `code` char(8) NOT NULL,
  `channel_id` bigint(20) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `location_id` bigint(20) NOT NULL,
  `customer_id` bigint(20) DEFAULT NULL,
  `lang` char(2) NOT NULL,
  `stage` enum('placed','ready','done','cancelled','lapsed') NOT NULL,
  `picking` tinyint(1) NOT NULL DEFAULT 0,
  `currency` char(3) NOT NULL,
  `currency_exponent` tinyint(4) NOT NULL,
  `tax_included` tinyint(1) NOT NULL,
  `cash_step` int(11) NOT NULL,
  `total` bigint(20) NOT NULL,
  `tax` bigint(20) NOT NULL,
  `paid` bigint(20) NOT NULL,
  `note` varchar(500) DEFAULT NULL,
  `placed_at` datetime(6) NOT NULL,
  `promised_at` datetime(6) DEFAULT NULL,
  `hold_until` datetime(6) DEFAULT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  `till_id` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `token` (`token`),
  UNIQUE KEY `code` (`code`),
  KEY `branch_stage` (`branch_id`,`stage`,`placed_at`),
  KEY `placed` (`placed_at`),
  KEY `stage` (`stage`),
  KEY `lapses` (`stage`,`hold_until`),
  KEY `customer` (`customer_id`,`placed_at`),
  KEY `orders_channel` (`channel_id`),
  KEY `board` (`branch_id`,`stage`,`picking`,`promised_at`),
  CONSTRAINT `orders_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `orders_channel` FOREIGN KEY (`channel_id`) REFERENCES `sales_channel` (`id`),
  CONSTRAINT `orders_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE payment (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `refunds_payment_id` bigint(20) DEFAULT NULL,
  `tender` enum('cash','card') NOT NULL,
  `amount` bigint(20) NOT NULL,
  `rounding` bigint(20) NOT NULL,
  `tendered` bigint(20) NOT NULL,
  `refunded` bigint(20) NOT NULL,
  `till_id` bigint(20) DEFAULT NULL,
  `shift_id` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `paid_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `order_of` (`order_id`),
  KEY `shift` (`shift_id`),
  KEY `refunds` (`refunds_payment_id`),
  CONSTRAINT `payment_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`),
  CONSTRAINT `payment_shift` FOREIGN KEY (`shift_id`) REFERENCES `shift` (`id`),
  CONSTRAINT `payment_refunded` CHECK (`refunded` = 0 or `refunded` between 0 and `amount`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price (
  `price_list_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `valid_from` datetime(6) NOT NULL,
  `price` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `change_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`variant_id`,`price_list_id`,`valid_from`),
  KEY `starts` (`valid_from`),
  KEY `price_of_change` (`change_id`),
  KEY `ordered` (`price_list_id`,`price`,`variant_id`),
  CONSTRAINT `price_list_of` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`),
  CONSTRAINT `price_of_change` FOREIGN KEY (`change_id`) REFERENCES `price_change` (`id`),
  CONSTRAINT `price_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `price_range` CHECK (`price` is null or `price` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price_change (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `uuid` char(36) NOT NULL,
  `name` varchar(100) NOT NULL,
  `price_list_id` bigint(20) NOT NULL,
  `state` enum('draft','set','cancelled') NOT NULL,
  `starts_at` datetime(6) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `set_by` bigint(20) DEFAULT NULL,
  `set_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uuid` (`uuid`),
  KEY `state` (`state`,`id`),
  KEY `price_change_list` (`price_list_id`),
  CONSTRAINT `price_change_list` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price_change_line (
  `change_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `price` bigint(20) NOT NULL,
  PRIMARY KEY (`change_id`,`variant_id`),
  KEY `price_change_line_variant` (`variant_id`),
  CONSTRAINT `price_change_line_change` FOREIGN KEY (`change_id`) REFERENCES `price_change` (`id`),
  CONSTRAINT `price_change_line_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`),
  CONSTRAINT `price_change_line_range` CHECK (`price` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE price_list (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `company_id` bigint(20) NOT NULL,
  `code` varchar(32) NOT NULL,
  `currency` char(3) NOT NULL,
  `parent_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`company_id`,`code`),
  KEY `price_list_parent` (`parent_id`),
  CONSTRAINT `price_list_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `price_list_parent` FOREIGN KEY (`parent_id`) REFERENCES `price_list` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE rate_limit (
  `what` varchar(32) NOT NULL,
  `key_hash` binary(32) NOT NULL,
  `window_start` datetime(6) NOT NULL,
  `tries` int(11) NOT NULL,
  PRIMARY KEY (`what`,`key_hash`),
  KEY `swept` (`window_start`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE request_key (
  `actor` varchar(32) NOT NULL,
  `route` varchar(32) NOT NULL,
  `uuid` char(36) NOT NULL,
  `body_hash` binary(32) NOT NULL,
  `order_id` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`uuid`,`route`,`actor`),
  KEY `swept` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE role (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE role_permission (
  `role_id` bigint(20) NOT NULL,
  `permission` varchar(64) NOT NULL,
  PRIMARY KEY (`role_id`,`permission`),
  CONSTRAINT `role_permission_role` FOREIGN KEY (`role_id`) REFERENCES `role` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sales_channel (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `company_id` bigint(20) NOT NULL,
  `kind` enum('web','till','phone','api','marketplace') NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(190) NOT NULL,
  `languages` varchar(64) NOT NULL,
  `price_list_id` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`company_id`,`code`),
  KEY `channel_price_list` (`price_list_id`),
  CONSTRAINT `channel_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `channel_price_list` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE search_miss (
  `query` varchar(100) NOT NULL,
  `times` bigint(20) NOT NULL,
  `last_at` datetime(6) NOT NULL,
  PRIMARY KEY (`query`),
  KEY `last_at` (`last_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE search_posting (
  `word_id` bigint(20) NOT NULL,
  `place` smallint(6) NOT NULL,
  `item_id` bigint(20) NOT NULL,
  PRIMARY KEY (`word_id`,`place`,`item_id`),
  UNIQUE KEY `item` (`item_id`,`word_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE search_trigram (
  `trigram` varchar(3) NOT NULL,
  `word_id` bigint(20) NOT NULL,
  PRIMARY KEY (`trigram`,`word_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE search_word (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `word` varchar(64) NOT NULL,
  `items` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `word` (`word`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE series (
  `chain_id` bigint(20) NOT NULL,
  `kind` enum('receipt','invoice','credit_note') NOT NULL,
  `code` varchar(16) NOT NULL,
  `number` bigint(20) NOT NULL,
  PRIMARY KEY (`chain_id`,`kind`),
  UNIQUE KEY `code` (`kind`,`code`),
  CONSTRAINT `series_chain` FOREIGN KEY (`chain_id`) REFERENCES `chain` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE session (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `token_hash` binary(32) NOT NULL,
  `kind` enum('store','office','till') NOT NULL,
  `csrf` char(22) NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `customer_id` bigint(20) DEFAULT NULL,
  `cart_id` bigint(20) DEFAULT NULL,
  `till_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `seen_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `token` (`token_hash`),
  KEY `expiry` (`expires_at`),
  KEY `staff` (`staff_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE setting (
  `scope` enum('company','branch','till') NOT NULL,
  `scope_id` bigint(20) NOT NULL,
  `name` varchar(64) NOT NULL,
  `value` varchar(1000) NOT NULL,
  PRIMARY KEY (`scope`,`scope_id`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE shelf_label (
  `branch_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `name` varchar(360) NOT NULL,
  `price` bigint(20) NOT NULL,
  `true_from` datetime(6) NOT NULL,
  `printed_at` datetime(6) NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`branch_id`,`variant_id`),
  KEY `shelf_label_variant` (`variant_id`),
  CONSTRAINT `shelf_label_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `shelf_label_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE shift (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `till_id` bigint(20) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  `open_till_id` bigint(20) DEFAULT NULL,
  `business_date` date NOT NULL,
  `opened_by` bigint(20) NOT NULL,
  `opened_at` datetime(6) NOT NULL,
  `float_amount` bigint(20) NOT NULL,
  `sales_count` bigint(20) NOT NULL,
  `sales_amount` bigint(20) NOT NULL,
  `refunds_count` bigint(20) NOT NULL DEFAULT 0,
  `refunds_amount` bigint(20) NOT NULL DEFAULT 0,
  `rounding_amount` bigint(20) NOT NULL,
  `cash_expected` bigint(20) NOT NULL,
  `closed_by` bigint(20) DEFAULT NULL,
  `closed_at` datetime(6) DEFAULT NULL,
  `cash_counted` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `one_open` (`open_till_id`),
  KEY `till` (`till_id`,`opened_at`),
  KEY `shift_opened_by` (`opened_by`),
  CONSTRAINT `shift_opened_by` FOREIGN KEY (`opened_by`) REFERENCES `staff` (`id`),
  CONSTRAINT `shift_till` FOREIGN KEY (`till_id`) REFERENCES `till` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE shortfall (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `sale_order_id` bigint(20) DEFAULT NULL,
  `short_order_id` bigint(20) DEFAULT NULL,
  `location_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `filled` bigint(20) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `settled_at` datetime(6) DEFAULT NULL,
  `settled_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `open_ones` (`settled_at`,`id`),
  KEY `short_order` (`short_order_id`),
  KEY `shortfall_sale` (`sale_order_id`),
  CONSTRAINT `shortfall_sale` FOREIGN KEY (`sale_order_id`) REFERENCES `orders` (`id`),
  CONSTRAINT `shortfall_short` FOREIGN KEY (`short_order_id`) REFERENCES `orders` (`id`),
  CONSTRAINT `shortfall_filled` CHECK (`filled` between 0 and `quantity`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE slug_moved (
  `kind` enum('item','category') NOT NULL,
  `slug` varchar(120) NOT NULL,
  `target_id` bigint(20) NOT NULL,
  `moved_at` datetime(6) NOT NULL,
  PRIMARY KEY (`kind`,`slug`),
  KEY `target` (`kind`,`target_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `login` varchar(64) NOT NULL,
  `name` varchar(190) NOT NULL,
  `role_id` bigint(20) NOT NULL,
  `lang` char(2) NOT NULL,
  `password_hash` varchar(128) DEFAULT NULL,
  `pin_hash` varchar(128) DEFAULT NULL,
  `all_branches` tinyint(1) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `archived_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `login` (`login`),
  KEY `staff_role` (`role_id`),
  CONSTRAINT `staff_role` FOREIGN KEY (`role_id`) REFERENCES `role` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff_branch (
  `staff_id` bigint(20) NOT NULL,
  `branch_id` bigint(20) NOT NULL,
  PRIMARY KEY (`staff_id`,`branch_id`),
  KEY `staff_branch_branch` (`branch_id`),
  CONSTRAINT `staff_branch_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `staff_branch_staff` FOREIGN KEY (`staff_id`) REFERENCES `staff` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE stock_hold (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) DEFAULT NULL,
  `till_id` bigint(20) DEFAULT NULL,
  `uuid` char(36) DEFAULT NULL,
  `location_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `short` bigint(20) NOT NULL,
  `state` enum('live','spent','lapsed') NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `level` (`variant_id`,`location_id`,`state`,`id`),
  KEY `order_of` (`order_id`),
  KEY `sale` (`uuid`),
  KEY `due` (`state`,`expires_at`),
  CONSTRAINT `stock_hold_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`),
  CONSTRAINT `stock_hold_quantity` CHECK (`quantity` > 0 and `short` between 0 and `quantity`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE stock_level (
  `location_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `on_hand` bigint(20) NOT NULL,
  `reserved` bigint(20) NOT NULL,
  `floor` bigint(20) NOT NULL,
  `policy` enum('uncounted','allow','warn','block') NOT NULL,
  PRIMARY KEY (`variant_id`,`location_id`),
  KEY `location` (`location_id`),
  CONSTRAINT `stock_level_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`id`),
  CONSTRAINT `stock_level_variant` FOREIGN KEY (`variant_id`) REFERENCES `variant` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE tax_class (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(32) NOT NULL,
  `name` varchar(100) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE tax_rate (
  `tax_class_id` bigint(20) NOT NULL,
  `valid_from` datetime(6) NOT NULL,
  `rate` int(11) NOT NULL,
  PRIMARY KEY (`tax_class_id`,`valid_from`),
  CONSTRAINT `tax_rate_class` FOREIGN KEY (`tax_class_id`) REFERENCES `tax_class` (`id`),
  CONSTRAINT `tax_rate_range` CHECK (`rate` between 0 and 10000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE till (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `branch_id` bigint(20) NOT NULL,
  `name` varchar(100) NOT NULL,
  `enrolled_by` bigint(20) NOT NULL,
  `enrolled_at` datetime(6) NOT NULL,
  `revoked_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `branch` (`branch_id`),
  KEY `till_enrolled_by` (`enrolled_by`),
  CONSTRAINT `till_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `till_enrolled_by` FOREIGN KEY (`enrolled_by`) REFERENCES `staff` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE variant (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `item_id` bigint(20) NOT NULL,
  `sku` varchar(64) DEFAULT NULL,
  `label` varchar(100) NOT NULL,
  `position` int(11) NOT NULL,
  `content` bigint(20) DEFAULT NULL,
  `content_unit` varchar(8) DEFAULT NULL,
  `archived_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `sku` (`sku`),
  KEY `item` (`item_id`,`position`),
  CONSTRAINT `variant_item` FOREIGN KEY (`item_id`) REFERENCES `item` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE version (
  `name` varchar(32) NOT NULL,
  `number` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.audit (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `staff_id` bigint(20) DEFAULT NULL,
  `action` varchar(64) NOT NULL,
  `object_kind` varchar(32) NOT NULL,
  `object_id` bigint(20) NOT NULL,
  `detail` varchar(1000) DEFAULT NULL,
  `happened_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `object` (`object_kind`,`object_id`,`id`),
  KEY `staff` (`staff_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.cash_movement (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `shift_id` bigint(20) NOT NULL,
  `kind` enum('float','sale','refund','pay_in','pay_out','drop') NOT NULL,
  `amount` bigint(20) NOT NULL,
  `payment_id` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) NOT NULL,
  `reason` varchar(250) DEFAULT NULL,
  `moved_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `payment` (`payment_id`),
  KEY `shift` (`shift_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `token` char(22) NOT NULL,
  `kind` enum('receipt','invoice','credit_note') NOT NULL,
  `chain_id` bigint(20) NOT NULL,
  `series_code` varchar(16) NOT NULL,
  `number` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `order_id` bigint(20) NOT NULL,
  `credits_document_id` bigint(20) DEFAULT NULL,
  `branch_id` bigint(20) NOT NULL,
  `till_id` bigint(20) DEFAULT NULL,
  `shift_id` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `business_date` date NOT NULL,
  `issued_at` datetime(6) NOT NULL,
  `lang` char(2) NOT NULL,
  `currency` char(3) NOT NULL,
  `currency_exponent` tinyint(4) NOT NULL,
  `tax_included` tinyint(1) NOT NULL,
  `total` bigint(20) NOT NULL,
  `tax` bigint(20) NOT NULL,
  `rounding` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `token` (`token`),
  UNIQUE KEY `number` (`kind`,`series_code`,`number`),
  KEY `order_of` (`order_id`),
  KEY `shift` (`shift_id`),
  KEY `day` (`branch_id`,`business_date`),
  KEY `credits` (`credits_document_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document_line (
  `document_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `order_line_id` bigint(20) NOT NULL,
  `name` varchar(360) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `unit` varchar(8) NOT NULL,
  `unit_price` bigint(20) NOT NULL,
  `amount` bigint(20) NOT NULL,
  `tax_rate` int(11) NOT NULL,
  `tax` bigint(20) NOT NULL,
  PRIMARY KEY (`document_id`,`line_no`),
  KEY `order_line` (`order_line_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document_payment (
  `document_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `payment_id` bigint(20) NOT NULL,
  `tender` enum('cash','card') NOT NULL,
  `amount` bigint(20) NOT NULL,
  `rounding` bigint(20) NOT NULL,
  `tendered` bigint(20) NOT NULL,
  PRIMARY KEY (`document_id`,`line_no`),
  UNIQUE KEY `payment` (`payment_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.document_tax (
  `document_id` bigint(20) NOT NULL,
  `rate` int(11) NOT NULL,
  `gross` bigint(20) NOT NULL,
  `tax` bigint(20) NOT NULL,
  PRIMARY KEY (`document_id`,`rate`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.journal (
  `chain_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `kind` varchar(32) NOT NULL,
  `document_id` bigint(20) DEFAULT NULL,
  `body` blob NOT NULL,
  `hash` binary(32) NOT NULL,
  `signature` binary(64) NOT NULL,
  `recorded_at` datetime(6) NOT NULL,
  PRIMARY KEY (`chain_id`,`seq`),
  UNIQUE KEY `document` (`document_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.order_event (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `stage` enum('placed','ready','done','cancelled','lapsed') NOT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `happened_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `order_of` (`order_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE ledger.stock_move (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `location_id` bigint(20) NOT NULL,
  `variant_id` bigint(20) NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `reason` enum('sale','return','receipt','correction','transfer','opening') NOT NULL,
  `order_line_id` bigint(20) DEFAULT NULL,
  `goods_receipt_line_id` bigint(20) DEFAULT NULL,
  `staff_id` bigint(20) DEFAULT NULL,
  `note` varchar(250) DEFAULT NULL,
  `moved_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `level` (`variant_id`,`location_id`,`id`),
  KEY `order_line` (`order_line_id`),
  KEY `goods_receipt_line` (`goods_receipt_line_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

SET FOREIGN_KEY_CHECKS = 1;
