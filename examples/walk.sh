#!/usr/bin/env bash
# From nothing to a finished video over HTTP, with curl alone:
#   cuesmith serve &
#   bash examples/walk.sh "lo-fi for a rainy evening, 15 seconds" rain.mp4
set -euo pipefail

api=${NEMO_API_URL:-http://127.0.0.1:8787}
prompt=${1:-upbeat acoustic background music, 15 seconds}
file=${2:-walk.mp4}
client=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)

# A field of a JSON answer; the last one of that name.
field() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/;q"; }

echo "Connecting..."
token=$(curl -s -f --retry 20 --retry-delay 1 --retry-connrefused -X POST "$api/api/auth/anonymous-token" \
  -H "X-Client-Id: $client" | field token)
headers=(
  -H "Authorization: Bearer $token"
  -H "X-Skill-Source: music-generator-free-easy" -H "X-Skill-Version: 1.0.0" -H "X-Skill-Platform: unknown"
)
session=$(curl -sS -f -X POST "$api/api/tasks/me/with-session/nemo_agent" "${headers[@]}" \
  -H "Content-Type: application/json" -d '{"task_name":"project","language":"en"}' | field session_id)

echo "Making: $prompt"
words=$(printf '%s' "$prompt" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')
curl -sS -f -N -X POST "$api/run_sse" "${headers[@]}" -H "Accept: text/event-stream" -H "Content-Type: application/json" \
  -d "{\"app_name\":\"nemo_agent\",\"user_id\":\"me\",\"session_id\":\"$session\",\"new_message\":{\"parts\":[{\"text\":\"$words\"}]}}" |
  sed -n -E 's/^data: .*"text":"(([^"\\]|\\.)*)".*/\1/p' | sed -e 's/\\n/ /g' -e 's/\\"/"/g'

state=$(curl -sS -f "$api/api/state/nemo_agent/me/$session/latest" "${headers[@]}")
draft=$(printf '%s' "$state" | sed -E 's/.*"draft":(\{.*\}),"video_infos".*/\1/')
id=render_$(date +%s)
curl -sS -f -X POST "$api/api/render/proxy/lambda" "${headers[@]}" -H "Content-Type: application/json" \
  -d "{\"id\":\"$id\",\"sessionId\":\"$session\",\"draft\":$draft,\"output\":{\"format\":\"mp4\",\"quality\":\"high\"}}" >/dev/null

for _ in $(seq 300); do
  answer=$(curl -sS -f "$api/api/render/proxy/lambda/$id" "${headers[@]}")
  status=$(printf '%s' "$answer" | field status)
  printf '\rExporting: %s, %s %% ' "$status" "$(printf '%s' "$answer" | field progress)"
  case $status in
  completed) break ;;
  failed | cancelled) echo && printf '%s\n' "$answer" && exit 1 ;;
  esac
  sleep 1
done

echo
curl -sS -f -o "$file" "$(printf '%s' "$answer" | field url)"
echo "Made $file"
