-- 0005_hours: when branches are open.
--
-- Minutes past midnight in the branch's zone. A branch without a row in
-- branch_hours keeps no hours: it counts as open at any time. What goes on past
-- midnight is two rows.

CREATE TABLE branch_hours (
  branch_id BIGINT NOT NULL,
  weekday TINYINT NOT NULL,                -- 0 = Sunday
  opens SMALLINT NOT NULL,
  closes SMALLINT NOT NULL,
  PRIMARY KEY (branch_id, weekday, opens),
  CONSTRAINT branch_hours_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT branch_hours_range CHECK (weekday BETWEEN 0 AND 6 AND opens >= 0 AND opens < closes AND closes <= 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A day that is not as its weekday: other hours, or NULL twice for closed.
CREATE TABLE branch_day (
  branch_id BIGINT NOT NULL,
  day DATE NOT NULL,
  opens SMALLINT NULL,
  closes SMALLINT NULL,
  note VARCHAR(100) NULL,                  -- for shoppers: which holiday
  PRIMARY KEY (branch_id, day),
  CONSTRAINT branch_day_branch FOREIGN KEY (branch_id) REFERENCES branch (id),
  CONSTRAINT branch_day_range CHECK (opens IS NULL AND closes IS NULL OR opens >= 0 AND opens < closes AND closes <= 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
