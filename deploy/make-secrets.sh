#!/bin/sh
# Make the passwords of both databases for compose.postgres.yaml, once, in deploy/secrets.
# Only the folder guards them: containers read each file under another account than yours.
set -eu
umask 077
cd "$(dirname "$0")"
if [ -e secrets ]; then
    echo "deploy/secrets is there already; nothing was changed." >&2
    exit 1
fi
mkdir secrets
for name in content vault; do
    owner=$name
    [ "$name" = content ] && owner=thread
    word=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
    printf '%s' "$word" > "secrets/$name-password"
    printf 'postgres://%s:%s@%s-db:5432/%s' "$owner" "$word" "$name" "$owner" > "secrets/$name-url"
done
chmod 0444 secrets/*
echo "Made deploy/secrets. Keep a copy of each half in a different place."
