# Scores of annotated articles that are not part of the project; sourced, not run. Who sources it sets `shared`, the
# folder of those articles and of their scorer, `work`, one for what is made on the way, and `udsagn`, the command.
# shellcheck shell=bash disable=SC2154

# The sets, each with its floors.
scored_sets=(
    "seeds quote_f1=98 quote_exact_f1=95 quote_attr_f1=98 claim_f1=90 claim_attr_f1=90 speaker_acc=97 kind_acc=95 date_acc=100"
    "cdt quote_f1=97 quote_exact_f1=96 quote_attr_f1=93 claim_f1=89 claim_attr_f1=85 speaker_acc=95 kind_acc=96 date_acc=99"
    "syn quote_f1=98 quote_exact_f1=97 quote_attr_f1=95 claim_f1=95 claim_attr_f1=93 speaker_acc=96 kind_acc=98 act_acc=81
        stance_acc=83 date_acc=99"
)

# Extracts a folder of annotated articles and scores the rows: NAME, then the floors.
score() {
    local name=$1 floors=() floor
    shift
    for floor in "$@"; do
        floors+=(--min "$floor")
    done
    python3 "$shared/score/gold2json.py" "$work/$name" "$shared/gold/$name"/*.txt || return
    "$udsagn" extract --quiet "$work/$name.articles.jsonl" -o "$work/$name.jsonl" || return
    python3 "$shared/score/score.py" "$work/$name.gold.jsonl" "$work/$name.jsonl" "${floors[@]}"
}
