# Everything a checkout can do; `make help` lists it.
SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
RUN_PROGRAM ?= models/resnet34.dlm
RUN_FLAGS ?=
# What `make fuzz` tries: how many programs, of which seed, in how many processes (0: one a processor).
COUNT ?= 1000000
SEED ?= 1
WORKERS ?= 0
# Only `make goldens` and `make server-test` need it.
PYTHON ?= python3

# Debian's and Ubuntu's names. Those that the build links, and those that only tests read.
BUILD_PACKAGES = libdnnl-dev libturbojpeg0-dev zlib1g-dev libreadline-dev liblapack-dev libkissfft-dev
TEST_PACKAGES = dataset-fashion-mnist

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BINARY = .build/release/dlm
RELEASE_FLAGS = -c release --product dlm --static-swift-stdlib
# The C kernels are far too slow without optimisation, even for tests.
TEST_FLAGS = -Xcc -O2
FORMATTED = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
	Examples/*/Package.swift Examples/*/Sources

# Installs those of the packages $(1) that are missing.
define install_packages
	@if ! command -v dpkg-query >/dev/null; then \
		echo "These libraries must be there, by their Debian names: $(1)"; \
	else \
		missing=; for name in $(1); do \
			dpkg-query -W -f='$${Status}' "$$name" 2>/dev/null | grep -q 'ok installed' \
				|| missing="$$missing $$name"; \
		done; \
		if [ -n "$$missing" ]; then \
			echo "installing$$missing"; \
			$(SUDO) apt-get update -q \
				&& $(SUDO) env DEBIAN_FRONTEND=noninteractive \
					apt-get install -q -y --no-install-recommends $$missing; \
		fi; \
	fi
endef

.PHONY: release run test install uninstall bench server-test stdlib goldens reference docs report fuzz format lint clean help toolchain packages \
	test-packages

release: toolchain packages ## builds the release binary, .build/release/dlm (default)
	$(SWIFT) build $(RELEASE_FLAGS)

run: release ## builds and trains ResNet34 on drawn sample faces
	$(BINARY) run $(RUN_PROGRAM) $(RUN_FLAGS)

test: toolchain packages test-packages lint ## checks the layout, builds, and runs all tests
	$(SWIFT) build --build-tests $(TEST_FLAGS)
	$(SWIFT) test --skip-build --disable-xctest $(TEST_FLAGS)

install: release ## installs dlm below PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/dlm"

uninstall: ## removes what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/dlm"

bench: toolchain packages ## builds the benchmarks and times one step of the bench models
	$(SWIFT) build --package-path Benchmarks -c release
	Benchmarks/.build/release/dlm-bench $(BENCH_FLAGS)

server-test: release ## builds the example server, trains a model for it, drives and times it
	SWIFT="$(SWIFT)" PYTHON="$(PYTHON)" Examples/ImageServer/drive.sh

stdlib: ## embeds stdlib/*.dlm in the library's source
	Scripts/embed-stdlib.sh

goldens: ## records again what PyTorch computes for the tests (PYTHON=python3 with torch)
	for script in $(filter-out %/golden.py,$(wildcard Tests/Fixtures/torch/cases/*.py)) \
		$(wildcard Tests/Fixtures/torch/steps/*.py); do \
		$(PYTHON) -B $$script || exit 1; \
	done

reference: ## writes the pages of the reference that are made from the library
	$(SWIFT) build --build-tests $(TEST_FLAGS)
	DLM_WRITE_REFERENCE=1 $(SWIFT) test --skip-build --disable-xctest $(TEST_FLAGS) \
		--filter 'ReferencePageTests|DocumentationTests'

# The modules that the pages of the library are made of.
DOCUMENTED = DLM DLMLanguage DLMTraining DLMData DLMTensor DLMTypes DLMSystem DLMSyntax

docs: toolchain packages ## writes the pages of the Swift library to .build/docs
	$(SWIFT) build --target DLM $(TEST_FLAGS)
	rm -rf .build/symbols && mkdir -p .build/symbols
	for module in $(DOCUMENTED); do \
		$$(dirname $$(command -v $(SWIFT)))/swift-symbolgraph-extract -module-name $$module \
			-I .build/debug/Modules $(addprefix -Xcc -I,$(wildcard Sources/C*/include)) \
			$$(for map in .build/debug/C*.build/module.modulemap; do \
				[ ! -e $$map ] || echo "-Xcc -fmodule-map-file=$$map"; done) \
			-target $$(uname -m)-unknown-linux-gnu -output-dir .build/symbols || exit 1; \
	done
	$$(dirname $$(command -v $(SWIFT)))/docc convert Sources/DLM/DLM.docc \
		--additional-symbol-graph-dir .build/symbols --output-dir .build/docs \
		--fallback-bundle-identifier dlm.DLM > .build/docs.log 2>&1 \
		|| { tail -20 .build/docs.log; exit 1; }
	@echo "open .build/docs/documentation/dlm in a browser: docc preview, or any file server"

report: ## prints how far the library is from PyTorch, family by family
	$(SWIFT) build --build-tests $(TEST_FLAGS)
	DLM_REPORT=1 $(SWIFT) test --skip-build --disable-xctest $(TEST_FLAGS) \
		--filter GoldenReportTests | grep -a '^|'

fuzz: toolchain packages ## tries COUNT mutated programs of SEED; ONLY=NUMBER shows and tries one again
	$(SWIFT) build -c release --product dlm-fuzz --static-swift-stdlib
	.build/release/dlm-fuzz --count $(COUNT) --seed $(SEED) --workers $(WORKERS) $(if $(ONLY),--only $(ONLY))

format: ## lays out the Swift source
	$(SWIFT) format -i -r --configuration .swift-format $(FORMATTED)

lint: ## checks the layout of the Swift source
	$(SWIFT) format lint --strict -r --configuration .swift-format $(FORMATTED)

clean: ## removes everything built
	rm -rf .build Benchmarks/.build Benchmarks/kernels/.build Examples/*/.build

help: ## lists the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' \
		| expand -t 20

toolchain:
	@command -v $(SWIFT) >/dev/null || { \
		echo "There is no Swift toolchain here. dlm needs Swift 6.1 or later:"; \
		echo "  - follow https://www.swift.org/install/linux (swiftly installs one for a user),"; \
		echo "  - or name one that is not on the PATH: make SWIFT=/path/to/swift"; \
		exit 1; }

packages:
	$(call install_packages,$(BUILD_PACKAGES))

test-packages:
	$(call install_packages,$(TEST_PACKAGES))
