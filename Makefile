# Uphold. `make` builds the program, `make test` runs the unit tests; ./run and ./check call this.
#
# MODE=release  optimised                    (build/release)
# MODE=asan     address and undefined checks (build/asan), what the tests run
# MODE=fuzz     clang with libFuzzer         (build/fuzz)
# MODE=clang    as release, by clang: a second pair of eyes
MODE ?= release
BUILD := build/$(MODE)
GENERATED := build/generated

# Floor by floor: a room may use the rooms before it, never one after it. The archives are linked in
# the reverse order, once, so that a call upwards does not link.
ROOMS := base text ledger store http draw record council cooperation reprisals assess letters vault \
         site desk intake cmd
ROOMS := $(foreach room,$(ROOMS),$(if $(wildcard src/$(room)/*.c),$(room)))

PACKAGES := libmicrohttpd sqlite3 libsodium jansson zlib inih
# Constant tables leave trailing fields to be zero on purpose.
WARNINGS := -Wall -Wextra -Wno-missing-field-initializers -Wconversion -Wshadow -Wformat=2 -Wvla -Wstrict-prototypes -Werror
DEFINES := -D_GNU_SOURCE
BASE_FLAGS := -std=c17 $(DEFINES) -Isrc -I$(GENERATED) -g -ffp-contract=off -fno-strict-aliasing \
              -fstack-protector-strong $(WARNINGS) $(shell pkg-config --cflags $(PACKAGES))
LIBRARIES := $(shell pkg-config --libs $(PACKAGES)) -lpthread -lm

ifeq ($(MODE),release)
  CC := gcc
  FLAGS := $(BASE_FLAGS) -O2 -D_FORTIFY_SOURCE=2
else ifeq ($(MODE),asan)
  CC := gcc
  FLAGS := $(BASE_FLAGS) -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else ifeq ($(MODE),clang)
  CC := clang-14
  FLAGS := $(BASE_FLAGS) -O2
else ifeq ($(MODE),fuzz)
  CC := clang-14
  FLAGS := $(BASE_FLAGS) -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
else
  $(error unknown MODE "$(MODE)": release, asan, clang or fuzz)
endif

# --- what there is: found, never listed -----------------------------------------------------------
SOURCES := $(foreach room,$(ROOMS),$(filter-out %_test.c %_fuzz.c,$(wildcard src/$(room)/*.c)))
TESTS := $(foreach room,$(ROOMS),$(wildcard src/$(room)/*_test.c))
FUZZERS := $(foreach room,$(ROOMS),$(wildcard src/$(room)/*_fuzz.c))
TEMPLATES := $(wildcard src/*/*.tmpl)
QUERIES := $(filter-out %.postgres.sql,$(wildcard src/*/*.sql))
EMBEDDED := $(strip $(wildcard data/*.csv) $(wildcard data/demo/*.csv) $(wildcard web/*) \
            $(wildcard methods/*.json))

TEMPLATE_C := $(TEMPLATES:src/%.tmpl=$(GENERATED)/%.tmpl.c)
QUERY_C := $(QUERIES:src/%.sql=$(GENERATED)/%.sql.c)
EMBEDDED_C := $(if $(EMBEDDED),$(GENERATED)/embedded/embedded.c)
GENERATED_HEADERS := $(TEMPLATE_C:.c=.h) $(QUERY_C:.c=.h)

room_objects = $(patsubst src/%.c,$(BUILD)/%.o,$(filter src/$(1)/%,$(SOURCES))) \
               $(patsubst $(GENERATED)/%.c,$(BUILD)/%.o,$(filter $(GENERATED)/$(1)/%,$(TEMPLATE_C) $(QUERY_C)))
ARCHIVES := $(foreach room,$(ROOMS),$(BUILD)/lib$(room).a)
reverse = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
LINKED := $(call reverse,$(ARCHIVES)) $(if $(EMBEDDED_C),$(BUILD)/embedded/embedded.o)

TEST_PROGRAMS := $(TESTS:src/%.c=$(BUILD)/%)
FUZZ_PROGRAMS := $(FUZZERS:src/%.c=$(BUILD)/%)

.PHONY: all tests test fuzzers tools format clean
.SECONDARY:
all: $(if $(wildcard src/main.c),$(BUILD)/uphold)
tests: $(TEST_PROGRAMS)
fuzzers: $(FUZZ_PROGRAMS)

test: tests
	@for program in $(TEST_PROGRAMS); do echo "== $$program"; $$program || exit 1; done

$(BUILD)/uphold: $(BUILD)/main.o $(LINKED)
	@echo "  link $@"
	@$(CC) $(FLAGS) -o $@ $^ $(LIBRARIES)

$(TEST_PROGRAMS): $(BUILD)/%: $(BUILD)/%.o $(LINKED)
	@echo "  link $@"
	@$(CC) $(FLAGS) -o $@ $^ -lcmocka $(LIBRARIES)

$(FUZZ_PROGRAMS): $(BUILD)/%: $(BUILD)/%.o $(LINKED)
	@echo "  link $@"
	@$(CC) $(FLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBRARIES)

define ROOM_ARCHIVE
$(BUILD)/lib$(1).a: $(call room_objects,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call ROOM_ARCHIVE,$(room))))

$(BUILD)/%.o: src/%.c | $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	@echo "  $(CC) $<"
	@$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: $(GENERATED)/%.c | $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	@echo "  $(CC) $<"
	@$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

# --- generators -----------------------------------------------------------------------------------
TOOL_FLAGS := -std=c17 $(DEFINES) -Isrc -g -O1 $(WARNINGS)
build/tools/%: tools/%.c $(wildcard tools/*.h) $(wildcard src/base/*.c src/base/*.h)
	@mkdir -p $(@D)
	@gcc $(TOOL_FLAGS) -o $@ $< $(filter-out %_test.c %_fuzz.c,$(wildcard src/base/*.c)) -lm

$(GENERATED)/%.tmpl.c $(GENERATED)/%.tmpl.h &: src/%.tmpl build/tools/tmplc
	@mkdir -p $(@D)
	@build/tools/tmplc $< $(GENERATED)/$*.tmpl

$(GENERATED)/%.sql.c $(GENERATED)/%.sql.h &: src/%.sql build/tools/sqlc
	@mkdir -p $(@D)
	@build/tools/sqlc $< $(GENERATED)/$*.sql

# Makefile: the list of files changes there.
$(GENERATED)/embedded/embedded.c: $(EMBEDDED) build/tools/embed Makefile
	@mkdir -p $(@D)
	@build/tools/embed $@ $(EMBEDDED)

format:
	clang-format -i $(wildcard src/*/*.c src/*/*.h src/*.c tools/*.c tools/*.h bench/*.c)

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
