# `make run` and `make test` do all the set-up on a Debian or Ubuntu machine that has the Swift toolchain and make.

PREFIX ?= /usr/local
SWIFT ?= swift
BUILD_FLAGS ?=

.PHONY: run build test check-nightly dependencies test-dependencies install uninstall format golden clean

run: build
	$$($(SWIFT) build -c release $(BUILD_FLAGS) --show-bin-path)/dnsscen run scenarios/scenario1-full-tunnel.yaml

build: dependencies
	$(SWIFT) build -c release $(BUILD_FLAGS) --product dnsscen

test: dependencies test-dependencies
	Scripts/check

# What takes too long for every change: data races, an hour of fuzzing, ten minutes of soaking.
check-nightly: build test-dependencies
	Scripts/check-sanitizers
	Scripts/fuzz 3600
	Benchmarks/soak "$$($(SWIFT) build -c release $(BUILD_FLAGS) --show-bin-path)/dnsscen"

dependencies:
	@Scripts/install-packages libldns-dev:/usr/include/ldns/ldns.h

test-dependencies:
	@Scripts/install-packages python3-jsonschema:/usr/lib/python3/dist-packages/jsonschema/__init__.py \
		bind9-dnsutils:/usr/bin/dig ldnsutils:/usr/bin/drill knot-dnsutils:/usr/bin/kdig iproute2:/usr/sbin/ip \
		python3-dnspython:/usr/lib/python3/dist-packages/dns/__init__.py

# One binary with the Swift standard library inside; libldns stays a shared library of the system. Linked to a fixed address
# (-no-pie) it has no relocations to do at each start, which were a tenth of a run's cost.
install: dependencies
	$(SWIFT) build -c release $(BUILD_FLAGS) --static-swift-stdlib --scratch-path .build-install -Xlinker -no-pie --product dnsscen
	Scripts/install "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/dnsscen" \
		"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/dnsscen" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_dnsscen" \
		"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/dnsscen.fish" \
		"$(DESTDIR)$(PREFIX)/share/man/man1/dnsscen.1"
	rm -rf "$(DESTDIR)$(PREFIX)/share/dnsscen"

format:
	$(SWIFT) format -i -r Package.swift Sources Tests Fuzz

golden:
	Scripts/record-golden

clean:
	rm -rf .build .build-install
