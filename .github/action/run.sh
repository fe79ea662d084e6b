#!/bin/bash
# The steps of the GitHub action, see action.yml:
#
#   run.sh install   builds or downloads cryptolint
#   run.sh check     runs it
#
# Inputs come in INPUT_… variables, the rest is what the runner sets.
set -euo pipefail

module=github.com/cryptolint/cryptolint

# fail says what is wrong, where GitHub shows it, and ends with exit code 2.
fail() {
	printf '::error title=cryptolint::%s\n' "$*"
	exit 2
}

# output hands a value to the steps that follow.
output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# yes_or_no refuses everything but "true" and "false".
yes_or_no() {
	case $2 in
	true | false) ;;
	*) fail "the input $1 is \"$2\": write true or false" ;;
	esac
}

install() {
	command -v go >/dev/null || fail "there is no go command: put actions/setup-go with Go 1.26 or later before this step"

	# The same program is built everywhere, so that what one runner found out
	# serves the others. The settings of the repository stay out of it.
	local bin=$RUNNER_TEMP/cryptolint
	mkdir -p "$bin"
	export GOFLAGS=-trimpath GOWORK=off
	if [ "$INPUT_VERSION" = source ]; then
		# The version that reports name: the tag, branch or commit of this action.
		local stamp=${ACTION_REF:-}
		[[ $stamp =~ ^[A-Za-z0-9._/+-]*$ ]] || stamp=""
		(cd "$GITHUB_ACTION_PATH" && go build -buildvcs=false -ldflags "-X $module/cmd/cryptolint/internal/cli.stamp=$stamp" -o "$bin/" ./cmd/cryptolint) ||
			fail "cannot build cryptolint: it needs Go 1.26 or later, and this is $(go env GOVERSION)"
	else
		(cd "$bin" && GOBIN=$bin go install "$module/cmd/cryptolint@$INPUT_VERSION") ||
			fail "cannot install cryptolint $INPUT_VERSION: is there such a version? It needs Go 1.26 or later, and this is $(go env GOVERSION)"
	fi

	local program=$bin/cryptolint
	[ -e "$program" ] || program=$program.exe # Windows
	output program "$program"
	output cache "$(dirname "$(go env GOCACHE)")/cryptolint-go-build"
	output build "$(cd "$bin" && "$program" -V=full | sed 's/.*buildID=//')"
	"$program" version
}

# merge_base prints a revision from which git can tell the merge base. A checkout
# has one commit unless it was told otherwise, so the history is fetched first.
#
# The working directory is part of what is analysed, and may be laid out to look
# like a repository whose configuration names a program.
merge_base() {
	local base=origin/$GITHUB_BASE_REF
	local -a git=(git -C "$GITHUB_WORKSPACE" -c safe.bareRepository=explicit -c core.fsmonitor=false -c core.hooksPath=/dev/null)
	{
		"${git[@]}" fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/$base" || return 1
		if ! "${git[@]}" merge-base "$base" HEAD; then
			"${git[@]}" fetch --quiet --no-tags --unshallow origin || return 1
			"${git[@]}" merge-base "$base" HEAD || return 1
		fi
	} >&2
	printf '%s\n' "$base"
}

check() {
	yes_or_no only-new "$INPUT_ONLY_NEW"
	yes_or_no annotations "$INPUT_ANNOTATIONS"
	cd "$GITHUB_WORKSPACE"
	cd "$INPUT_WORKING_DIRECTORY" || fail "there is no directory $INPUT_WORKING_DIRECTORY in the repository (input working-directory)"

	local sarif=$RUNNER_TEMP/cryptolint.sarif table=$RUNNER_TEMP/cryptolint.md
	local -a flags=(-output "sarif=$sarif")
	if knows_markdown; then
		flags+=(-output "markdown=$table")
	fi
	if [ "$INPUT_ANNOTATIONS" = true ]; then
		flags+=(-format github)
	fi
	if [ -n "$INPUT_FAIL_ON" ]; then
		flags+=(-fail-on "$INPUT_FAIL_ON")
	fi
	if [ "$INPUT_ONLY_NEW" = true ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
		local base
		base=$(merge_base) || fail "cannot determine what is new: git knows no commit that this branch shares with $GITHUB_BASE_REF; give actions/checkout 'fetch-depth: 0'"
		flags+=(-new-from-merge-base "$base")
	fi
	local -a args
	read -ra args <<<"${INPUT_ARGS//$'\n'/ }"

	rm -f "$sarif" "$table"
	local code=0
	GOCACHE=$CRYPTOLINT_GOCACHE "$CRYPTOLINT" "${flags[@]}" "${args[@]}" || code=$?
	output exit-code "$code"
	if [ -e "$sarif" ]; then
		output sarif "$sarif"
	fi
	summary "$code" "$table" >>"$GITHUB_STEP_SUMMARY"
	exit "$code"
}

# knows_markdown reports whether the cryptolint has the format: the input version may
# name an older one.
knows_markdown() { "$CRYPTOLINT" config schema 2>/dev/null | grep -c '"markdown"' >/dev/null; }

# summary is what the page of the run shows: the table of findings, which there is
# even where findings do not fail the step.
summary() {
	if [ -s "$2" ]; then
		cat "$2"
		return
	fi
	case $1 in
	0) echo "**cryptolint**: the step passed, see the log" ;;
	1) echo "**cryptolint**: findings, see the log and the annotations" ;;
	*) echo "**cryptolint**: not everything could be analysed, see the log" ;;
	esac
}

case ${1:-} in
install) install ;;
check) check ;;
*)
	echo "usage: run.sh install|check" >&2
	exit 2
	;;
esac
