#!/bin/sh
# Back up one half of a house. Two halves, two commands, two destinations:
#   backup.sh content --data DIR --to PLACE      sealed words, ledger, people
#   backup.sh vault   --data DIR --to ELSEWHERE  the shares without which none of it opens
# Run `content` first and `vault` right after it: every row's share is made before the row.
#
#   --keep DAYS     delete older backups of this half there (content: 30, vault: 7)
#   --through PROGRAM   pass the copy through a program, such as 'age -r age1…' or 'gpg -e -r …'
#
# With PostgreSQL, set GOLDENTHREAD_DATABASE_URL or GOLDENTHREAD_VAULT_DATABASE_URL (or its _FILE)
# as the house has it. Leaves with 0, or with 1 and one sentence.
set -eu
umask 077

say() { echo "backup.sh: $1" >&2; exit 1; }

half=${1:-}
case $half in
    content) file=thread/thread.sqlite3; setting=GOLDENTHREAD_DATABASE_URL; keep=30 ;;
    vault) file=vault/shares.sqlite3; setting=GOLDENTHREAD_VAULT_DATABASE_URL; keep=7 ;;
    *) say "say which half: content or vault." ;;
esac
shift

data=${GOLDENTHREAD_DATA:-./data} to='' through=cat
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || say "$1 needs a word after it."
    case $1 in
        --data) data=$2 ;;
        --to) to=$2 ;;
        --keep) keep=$2 ;;
        --through) through=$2 ;;
        *) say "there is no $1." ;;
    esac
    shift 2
done
[ -n "$to" ] || say "say where to with --to."
case $keep in *[!0-9]* | '') say "--keep takes a number of days." ;; esac
mkdir -p "$to"
for other in "$to"/*; do
    case $other in
        *"/goldenthread-$half-"* | "$to/*") ;;
        *"/goldenthread-content-"* | *"/goldenthread-vault-"*)
            say "$to holds the other half; whoever has both can open both, so use another place." ;;
    esac
done

eval "url=\${$setting:-}"
eval "url_file=\${${setting}_FILE:-}"
[ -z "$url_file" ] || url=$(cat "$url_file")
work=$(mktemp -d "$to/.unfinished-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

case $url in
    postgres*)
        kind=pgdump
        # The password goes by the environment: a command line can be read by every account.
        word=$(printf '%s' "$url" | sed -n 's#^[a-z]*://[^:/@]*:\([^@]*\)@.*#\1#p')
        case $word in *%*) say "the password holds a % mark; choose one of letters and digits." ;; esac
        without=$(printf '%s' "$url" | sed 's#^\([a-z]*://[^:/@]*\):[^@]*@#\1@#')
        PGPASSWORD=${word:-${PGPASSWORD:-}} pg_dump --format=custom --no-owner \
            --file="$work/copy" --dbname="$without" || say "PostgreSQL did not give its copy." ;;
    *)
        kind=sqlite3
        [ -z "$url" ] || file=${url#sqlite:///}
        case $file in /*) ;; *) file=$data/$file ;; esac
        [ -f "$file" ] || say "there is no $file."
        # A consistent copy beside a running house, which copying the file would not be.
        sqlite3 "$file" ".timeout 20000" ".backup '$work/copy'" || say "SQLite did not give its copy."
        [ "$(sqlite3 "$work/copy" 'PRAGMA integrity_check')" = ok ] || say "the copy is not whole." ;;
esac

name=goldenthread-$half-$(date -u +%Y%m%dT%H%M%SZ).$kind
[ "$through" = cat ] || name=$name.sealed
sh -c "$through" < "$work/copy" > "$work/done" || say "the copy did not come through '$through'."
sync "$work/done"
mv "$work/done" "$to/$name"
find "$to" -maxdepth 1 -name "goldenthread-$half-*" -mtime "+$keep" -delete
echo "$to/$name"
