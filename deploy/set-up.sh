#!/usr/bin/env bash
# Sets up Jukwaa on one Debian machine (12 or newer), from this checkout; run again, it brings the machine up to date.
#
#   sudo deploy/set-up.sh --domain jukwaa.example [--mail postmaster@jukwaa.example] [--dry-run]
#
# What it makes: the user `jukwaa`, code in /opt/jukwaa, settings in /etc/jukwaa/jukwaa.env, state in /var/lib/jukwaa,
# a PostgreSQL database `jukwaa` that only this user enters (over a socket, without a password), backups sealed for
# a key in /var/backups/jukwaa, and a door to the outside (Caddy). `--dry-run` says every command and does none.
set -Eeuo pipefail

domain='' mail='' dry=''
while (($#)); do
  case "$1" in
    --domain) domain="${2:-}"; shift 2 ;;
    --mail) mail="${2:-}"; shift 2 ;;
    --dry-run) dry=1; shift ;;
    *) echo "set-up.sh --domain NAME [--mail ADDRESS] [--dry-run]" >&2; exit 2 ;;
  esac
done
if ! [[ $domain =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$ ]]; then
  echo "--domain takes the name under which the server is found, as in jukwaa.example" >&2
  exit 2
fi
if [[ -z $dry && $EUID -ne 0 ]]; then
  echo "This changes the machine: run it with sudo, or with --dry-run to see what it would do." >&2
  exit 2
fi

source_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
code=/opt/jukwaa settings=/etc/jukwaa/jukwaa.env state=/var/lib/jukwaa backups=/var/backups/jukwaa
units=(jukwaa.service jukwaa-work.service jukwaa-backup.service jukwaa-backup.timer jukwaa-verify.service
  jukwaa-verify.timer jukwaa-tidy.service jukwaa-tidy.timer jukwaa-alarm@.service)
running=(jukwaa.service jukwaa-work.service jukwaa-backup.timer jukwaa-verify.timer jukwaa-tidy.timer)

step() { printf '\n== %s\n' "$1"; }
run() {
  printf '+'; printf ' %q' "$@"; printf '\n'
  [[ -n $dry ]] || "$@"
}
jukwaa() { run "$source_dir/deploy/jukwaa" "$@"; }
trap 'echo "Stopped half way. Mend what is said above and run this again: what was done already is not done twice." >&2' ERR
put() { # the rest of the line comes from standard input
  printf '+ write %s (%s)\n' "$1" "$2"
  if [[ -n $dry ]]; then cat >/dev/null; else install -D -m "$2" /dev/stdin "$1"; fi
}

step 'What Debian gives'
run apt-get update -q
run apt-get install -q -y --no-install-recommends python3 python3-venv postgresql caddy dbus git ca-certificates
run systemctl start dbus.socket # which a machine that was made without it has not started yet

step 'User and folders'
if ! getent passwd jukwaa >/dev/null; then
  run adduser --system --group --home "$state" --no-create-home --disabled-login jukwaa
fi
run install -d -o root -g root -m 0755 "$code"
run install -d -o root -g jukwaa -m 0750 /etc/jukwaa
run install -d -o jukwaa -g jukwaa -m 0700 "$state" "$backups"

step 'Database'
if ! runuser -u postgres -- psql -tAc "SELECT 1 FROM pg_database WHERE datname = 'jukwaa'" 2>/dev/null | grep -q 1; then
  run runuser -u postgres -- createuser --no-superuser --no-createdb --no-createrole jukwaa
  run runuser -u postgres -- createdb --owner=jukwaa --encoding=UTF8 --template=template0 jukwaa
fi

step 'Code'
was_running=''
if systemctl is-active --quiet jukwaa.service 2>/dev/null; then
  was_running=1
  run systemctl stop jukwaa.service jukwaa-work.service
fi
run rm -rf "$code/src" "$code/tools" "$code/deploy"
for part in src tools deploy requirements.txt pyproject.toml README.md; do
  run cp -rT "$source_dir/$part" "$code/$part"
done
run python3 -m venv "$code/.venv"
run "$code/.venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$code/requirements.txt"
run "$code/.venv/bin/pip" install -q --disable-pip-version-check --no-deps --no-build-isolation -e "$code"
run "$code/.venv/bin/python" "$code/tools/compile_catalogues.py"

step 'Settings'
if [[ -e $settings ]]; then
  echo "$settings is there already and stays as it is."
else
  public_key='(dry run)'
  if [[ -z $dry ]]; then
    JUKWAA_HOME="$(mktemp -d)" "$code/.venv/bin/jukwaa" backup --new-key /root/jukwaa-backup.key >/root/jukwaa-backup.told
    public_key="$(sed -n 's/^JUKWAA_BACKUP_PUBLIC_KEY=//p' /root/jukwaa-backup.told)"
    rm /root/jukwaa-backup.told
  fi
  put "$settings" 0640 <<END
JUKWAA_HOME=$state
DATABASE_URL=postgresql://%2Fvar%2Frun%2Fpostgresql/jukwaa
JUKWAA_HOSTS=$domain,127.0.0.1
JUKWAA_ADDRESS=https://$domain
JUKWAA_PROXIES=1
JUKWAA_BACKUP_PUBLIC_KEY=$public_key
# Who answers for this server; shown at /data-protection/
JUKWAA_OPERATOR=
JUKWAA_OPERATOR_CONTACT=$mail
JUKWAA_OPERATOR_PLACE=
JUKWAA_OPERATOR_REGISTRATION=
END
  run chown root:jukwaa "$settings"
fi

step 'Services'
for unit in "${units[@]}"; do
  run install -m 0644 "$source_dir/deploy/$unit" "/etc/systemd/system/$unit"
done
sed "s/@DOMAIN@/$domain/" "$source_dir/deploy/Caddyfile" | put /etc/caddy/Caddyfile 0644
run systemctl daemon-reload
if [[ -n $was_running ]]; then
  jukwaa upgrade --to "$backups"
else
  jukwaa migrate --verbosity 0
fi
run systemctl enable --now "${running[@]}"
run systemctl reload-or-restart caddy.service

step 'Done'
cat <<END
Jukwaa answers at https://$domain once the name points to this machine.
1. Take /root/jukwaa-backup.key away from this machine, to two places, and delete it here: only it opens the backups.
2. Copy $backups to another machine every day. Try "jukwaa restore --check FILE --key KEYFILE" there.
3. Fill in JUKWAA_OPERATOR and its neighbours in $settings; then: systemctl restart jukwaa
4. The first forum: $code/deploy/jukwaa new-forum --area KE002 --secretary secretary@kwale.example
END
