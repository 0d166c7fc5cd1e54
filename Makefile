# The verbs of the project. `make run` and `make test` need Rust, Node 20 or
# newer and a C compiler; everything else they fetch themselves.

WEB_SOURCES := $(shell find web/src web/public web/build web/index.html web/vite.config.ts web/package.json -type f 2>/dev/null)
GEODATA := geodata
LISTEN ?= 127.0.0.1:8080

.PHONY: run test bless lint bench build clean
.DEFAULT_GOAL := run

web/node_modules/.installed: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	touch $@

web/dist/.built: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run build
	touch $@

build: web/dist/.built
	cargo build --release --locked

# Builds, loads geodata/ into an empty store, serves the map. What was removed
# from the store stays removed. (The program ends with 2 where it stored with
# findings, which the boundaries as published give.)
run: build
	./target/release/jangkau load $(GEODATA) --brief || [ $$? -eq 2 ]
	./target/release/jangkau serve --listen $(LISTEN)

# Everything: page, program, both databases, other people's programs, a browser.
test:
	./tests/run

# Writes the kept answers anew; read the difference before you commit it.
bless:
	INSTA_UPDATE=always JANGKAU_BLESS=1 cargo test --locked --test it
	cd web && npm run types

lint: web/node_modules/.installed
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cd web && npm run lint && npm run check

bench:
	./benches/run

clean:
	rm -rf target web/dist web/node_modules .venv
