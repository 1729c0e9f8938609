#!/bin/bash
# price_exhaustive.sh: the totals of the vectors, by a solver that shares nothing
# with the engine, wherever it can decide.
set -u
cd "$MAKOLET_TOP/tests/price" && exec python3 exhaustive.py --check vectors/*.json
