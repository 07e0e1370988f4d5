-- Run at every start, so every statement must be one that can be repeated.

CREATE TABLE IF NOT EXISTS products (
    id          INTEGER PRIMARY KEY,
    name        VARCHAR(100) NOT NULL,
    price_cents BIGINT       NOT NULL CHECK (price_cents >= 0),
    stock       INTEGER      NOT NULL CHECK (stock >= 0)
);

CREATE TABLE IF NOT EXISTS users (
    id    INTEGER PRIMARY KEY,
    name  VARCHAR(100) NOT NULL,
    email VARCHAR(100) NOT NULL
);

CREATE TABLE IF NOT EXISTS orders (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    total_cents BIGINT  NOT NULL
);

CREATE TABLE IF NOT EXISTS order_lines (
    order_id    INTEGER NOT NULL REFERENCES orders (id),
    line        INTEGER NOT NULL,
    product_id  INTEGER NOT NULL REFERENCES products (id),
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    price_cents BIGINT  NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- A cart without a payment reference may be changed. With one it is being checked out, and what is in it is set aside
-- at that price, until the payment was declined or is among the payments, together with the order that it paid.
CREATE TABLE IF NOT EXISTS carts (
    user_id           INTEGER PRIMARY KEY REFERENCES users (id),
    payment_reference VARCHAR(36) UNIQUE
);

CREATE TABLE IF NOT EXISTS cart_items (
    user_id     INTEGER NOT NULL REFERENCES carts (user_id),
    product_id  INTEGER NOT NULL REFERENCES products (id),
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    price_cents BIGINT,
    PRIMARY KEY (user_id, product_id)
);

CREATE TABLE IF NOT EXISTS payments (
    reference VARCHAR(36) PRIMARY KEY,
    order_id  INTEGER NOT NULL UNIQUE REFERENCES orders (id)
);
