-- 0002_search: words of the goods, for finding them. `makolet search rebuild`
-- fills these for goods that were there before.

-- Every word that some item ever held, folded as base/utf8 folds.
CREATE TABLE search_word (
  id BIGINT NOT NULL AUTO_INCREMENT,
  word VARCHAR(64) NOT NULL,
  items BIGINT NOT NULL,                   -- that hold it now; 0: out of use
  PRIMARY KEY (id),
  UNIQUE KEY word (word)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Three letters in a row of "_word_".
CREATE TABLE search_trigram (
  trigram VARCHAR(3) NOT NULL,
  word_id BIGINT NOT NULL,
  PRIMARY KEY (trigram, word_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which items hold a word, the best first.
CREATE TABLE search_posting (
  word_id BIGINT NOT NULL,
  place SMALLINT NOT NULL,                 -- where in its texts the item holds it; smaller is better
  item_id BIGINT NOT NULL,
  PRIMARY KEY (word_id, place, item_id),
  UNIQUE KEY item (item_id, word_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was asked for and not found, for the owner; not by whom.
CREATE TABLE search_miss (
  query VARCHAR(100) NOT NULL,             -- folded
  times BIGINT NOT NULL,
  last_at DATETIME(6) NOT NULL,
  PRIMARY KEY (query),
  KEY last_at (last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
