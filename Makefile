# Everything a person or CI types. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN  := bin/yigai
DIR  ?= demo
export CGO_ENABLED := 1

.PHONY: help setup browser build clerk demo test check race fuzz bench prove sites static echarts clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## see that Go and a C++ compiler are there; install the compiler where we may
	@scripts/setup

browser: ## install Chromium and a Chinese font for the browser tests (Debian, Ubuntu)
	@scripts/setup browser

build: setup ## build bin/yigai
	@go build -trimpath -o $(BIN) ./cmd/yigai

clerk: ## build the clerk's small programs, without cgo, into bin/
	@scripts/clerk

demo: build ## the whole chain on sample data: one year of Hanzhong, ending in published editions
	@$(BIN) demo --dir $(DIR)

test: setup ## all tests
	go test -timeout 30m ./...
	@# go's test cache does not see what the tests of the whole house read
	go test -count=1 .
	CGO_ENABLED=0 go test -run 'TestClerk|Schema' ./cmd/yigai
	CGO_ENABLED=0 go test ./ingest/markup ./ingest/template

check: setup ## formatting, vet, staticcheck, go.mod
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo 'run gofmt -w on these files'; exit 1; }
	go vet ./...
	go tool staticcheck ./...
	CGO_ENABLED=0 go vet ./cmd/yigai
	CGO_ENABLED=0 GOOS=windows go vet ./cmd/yigai
	go mod tidy -diff

race: setup ## all tests under the race detector
	go test -race -short -timeout 60m ./...

fuzz: setup ## every fuzz target for FUZZTIME each (1m)
	@scripts/fuzz

bench: build ## speed and size as ratios to what a machine can do, in one run; writes docs/bench.md
	@mkdir -p build
	go run ./cmd/bench --program $(BIN) --json build/bench.json --page docs/bench.md

prove: build ## all checks and tests, and what takes long, with one table at the end: ONLY=kill,sql SKIP=power FUZZTIME=1m CONTINUE=1
	@go build -o bin/prove ./cmd/prove
	@bin/prove house --program $(BIN) --only "$(ONLY)" --skip "$(SKIP)" --fuzz "$(or $(FUZZTIME),10m)" $(if $(CONTINUE),--continue) $(PROVE)

sites: ## look at the sites of all programmes: Nu HTML checker, axe-core, weight (Java, npm, Chromium)
	@scripts/site-check

static: setup ## one file that needs no library of its machine, tried on the small demo
	@scripts/static

echarts: ## for maintainers: build the chart script of the site from npm again
	@scripts/echarts

clean: ## delete what was built and the demo folder, to make it anew
	rm -rf bin build $(DIR)
