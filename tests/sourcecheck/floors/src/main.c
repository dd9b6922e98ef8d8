#include "cmd/commands.h"
#include "vault/vault.h"
