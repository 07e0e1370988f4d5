-- Run at every start, and does something at the first only: each table is filled if it is empty.

INSERT INTO products (id, name, price_cents, stock)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
SELECT n, 'Product ' || n, 100 + n * 37 % 9900, 100
FROM numbers
WHERE NOT EXISTS (SELECT 1 FROM products);

INSERT INTO users (id, name, email)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
SELECT n, 'User ' || n, 'user' || n || '@example.com'
FROM numbers
WHERE NOT EXISTS (SELECT 1 FROM users);
