#!/usr/bin/env bash
# Builds everything once and runs every test project.
#
#   ./test.sh [--no-build] [--lanes N] [--filter EXPRESSION] [NAME...]
#
# NAME picks the test projects whose name contains it; EXPRESSION is a test filter as `dotnet test` takes it.
# Two projects run side by side (--lanes: as many), since much of what they do is to wait for processes.
# The last line is always "N passed, N failed, N skipped"; the exit code is 0 only when something ran and nothing
# failed. Apart from the package cache of the .NET SDK nothing outside this folder is changed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
root=$PWD
configuration=Release
results=$root/artifacts/test-results
build=true
lanes=2
filter=()
names=()

while [ $# -gt 0 ]; do
    case $1 in
        --no-build) build=false ;;
        --lanes) lanes=${2:?--lanes needs a number}; shift ;;
        --filter) filter=(--filter "${2:?--filter needs an expression}"); shift ;;
        -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
        -*) echo "test.sh: unknown option $1 (try --help)" >&2; exit 2 ;;
        *) names+=("$1") ;;
    esac
    shift
done

passed=0 failed=0 skipped=0
finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ $((passed + failed)) -gt 0 ]
    exit
}

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is needed, and 'dotnet' is not on the PATH" >&2; failed=1; finish; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_UI_LANGUAGE=en

if $build; then
    . build/compiler.sh
    compile build MultiBatch.sln -c $configuration -v quiet --nologo -warnaserror -clp:NoSummary
    built=$?
    stop_compiler
    if [ $built -ne 0 ]; then
        echo "test.sh: the build failed" >&2
        failed=1
        finish
    fi
fi

rm -rf "$root/artifacts/test-home" "$results"
mkdir -p "$root/artifacts/test-home" "$results"

# What is said to the emulator of Google Cloud Batch, for the judge at the end.
export MULTIBATCH_EMULATOR_EXCHANGES=$results/exchanges
short=$root/artifacts/test-home
if [ ${#short} -gt 60 ]; then
    # The path of a socket may have 104 to 108 bytes in all; a deep clone would leave too few for its name.
    short=$(mktemp -d /tmp/multibatch-test.XXXXXX)
    trap 'rm -rf "$short"' EXIT
fi

# Programs under test keep their state, settings and scratch files in a folder of the project that starts them.
use_home() { # NUMBER
    local home=$root/artifacts/test-home/$1
    mkdir -p "$home"/{multibatch,config,data,state,cache} "$short/$1/tmp"
    export MULTIBATCH_HOME=$home/multibatch TMPDIR=$short/$1/tmp
    export XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
}

# The vendors' official clients, which some tests drive: what the lock file names, installed inside the clone.
# A machine without Node skips those tests and says so; with it a failed install fails them.
if command -v npm >/dev/null; then
    for lock in tests/clients/*/package-lock.json; do
        [ -f "$lock" ] || continue
        folder=$(dirname "$lock")
        cmp -s "$lock" "$folder/node_modules/.installed-lock" && continue
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null && cp package-lock.json node_modules/.installed-lock) ||
            echo "test.sh: npm ci failed in $folder" >&2
    done
fi

# The text of one attribute or element of a result file, with the XML entities undone.
decode() { sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g'; }

attribute() { # FILE NAME: an attribute of the result file's Counters, 0 where there is none
    local value
    value=$(tr '\n' ' ' <"$1" | grep -o '<Counters [^>]*>' | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9')
    echo "${value:-0}"
}

# What the runner says on every run and nobody needs to read; the reasons of what was skipped come at the end.
noise='^(Starting test execution|A total of 1 test files|Data collector|Results File:|Additionally, path to test adapters|Test run for|  Skipped |$)|\[SKIP\]$'

# Each project leaves "PASSED FAILED SKIPPED" in a file of its own.
run_project() { # PROJECT
    local name trx code total=0 executed=0 ok=0 bad
    name=$(basename "$1" .csproj) trx=$results/$(basename "$1" .csproj).trx
    dotnet test "$(dirname "$1")/bin/$configuration/net10.0/$name.dll" --nologo \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$trx" --results-directory "$results" \
        --blame-hang-timeout 20m --blame-hang-dump-type none "${filter[@]+"${filter[@]}"}" </dev/null 2>&1 |
        grep -Ev "$noise"
    code=${PIPESTATUS[0]}

    if [ -f "$trx" ]; then
        total=$(attribute "$trx" total) executed=$(attribute "$trx" executed) ok=$(attribute "$trx" passed)
    fi
    bad=$((executed - ok))
    if [ $code -ne 0 ] && [ $bad -eq 0 ]; then
        # A test host that crashed or hung reports no failed test.
        echo "test.sh: $name ended with code $code"
        bad=1
    fi
    echo "$ok $bad $((total - executed))" >"$results/$name.count"
}

# The tests in Pester run the packaged module in a real PowerShell, where there is one.
pester=MultiBatch.PowerShell.Pester
run_pester() {
    local shell=${MULTIBATCH_PWSH:-$(command -v pwsh)} log=$results/$pester.log code line reason="" limit=()
    command -v timeout >/dev/null && limit=(timeout 30m)
    if [ ${#filter[@]} -gt 0 ]; then reason="--filter is for dotnet test"
    elif [ -z "$shell" ]; then reason="no PowerShell: 'pwsh' is not on the PATH, and MULTIBATCH_PWSH is not set"
    elif ! ./build.sh module --no-build; then
        echo "test.sh: the module could not be put together; ./build.sh module builds it"
        echo "0 1 0" >"$results/$pester.count"
        return
    else
        "${limit[@]+"${limit[@]}"}" "$shell" -NoProfile -NonInteractive -File tests/PowerShell.Pester/Invoke-Tests.ps1 -ResultFile "$results/$pester.xml" </dev/null 2>&1 | tee "$log"
        code=${PIPESTATUS[0]}
        [ $code -eq 3 ] && reason="PowerShell has no Pester 5, and MULTIBATCH_PESTER is not set"
    fi
    if [ -n "$reason" ]; then
        # Tests with several cases count once here: only PowerShell can count the cases.
        local count
        count=$(cat tests/PowerShell.Pester/*/*.Tests.ps1 | grep -cE '^ *It ')
        echo "0 0 $count" >"$results/$pester.count"
        echo "$count x $reason" >"$results/$pester.reasons"
        echo "skipped: $reason"
        return
    fi

    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" | tail -n 1)
    if [ -z "$line" ]; then
        echo "test.sh: $pester ended with code $code and no count"
        line="0 1 0"
    fi
    tr -dc '0-9 \n' <<<"$line" >"$results/$pester.count"
    sed -n 's/^  skipped \([0-9]* x .*\)/\1/p' "$log" >"$results/$pester.reasons"
}

is_wanted() { # NAME
    local part
    [ ${#names[@]} -eq 0 ] && return
    for part in "${names[@]}"; do [[ $1 == *"$part"* ]] && return; done
    return 1
}

# The longest first, so that no lane ends long before the other.
projects=()
for first in $pester MultiBatch.Providers.Local.Tests MultiBatch.Providers.Local.NetStandard.Tests MultiBatch.Providers.Aws.Tests MultiBatch.Client.Tests; do
    if [ $first = $pester ]; then
        [ -d tests/PowerShell.Pester ] && is_wanted $pester && projects+=($pester)
    elif [ -d "tests/${first#MultiBatch.}" ] && is_wanted "$first"; then
        projects+=("tests/${first#MultiBatch.}/$first.csproj")
    fi
done
for project in tests/*.Tests/*.csproj; do
    [[ " ${projects[*]+"${projects[*]}"} " == *" $project "* ]] && continue
    is_wanted "$(basename "$project" .csproj)" && projects+=("$project")
done

# Takes the next project that nobody has taken, until there is none. What one says is shown in one piece.
lane() {
    local number=0 project name began
    for project in "${projects[@]+"${projects[@]}"}"; do
        number=$((number + 1))
        mkdir "$results/$number.taken" 2>/dev/null || continue
        name=$(basename "$project" .csproj) began=$SECONDS
        use_home $number
        if [ "$project" = $pester ]; then run_pester; else run_project "$project"; fi >"$results/$name.out" 2>&1
        { echo "== $name ($((SECONDS - began)) s)"; cat "$results/$name.out"; } | cat
    done
}

# Each lane is a process group of its own: it can be ended whole, and the interrupts that tests send are not ignored in it.
set -m
lane_ids=()
for ((running = 0; running < lanes; running++)); do lane & lane_ids+=($!); done
set +m
trap 'for id in "${lane_ids[@]}"; do kill -TERM -- "-$id" 2>/dev/null; done; failed=$((failed + 1)); finish' INT TERM
wait "${lane_ids[@]}"
trap - INT TERM

# The vendor's own definitions, which come with its clients, read what was said to the emulator of Google Cloud Batch.
judge=MultiBatch.Google.ProtoCheck
other_reasons=()
run_judge() {
    local code
    echo "== $judge"
    . build/compiler.sh
    compile build tests/Google.ProtoCheck -c $configuration -v quiet --nologo -clp:ErrorsOnly
    code=$?
    stop_compiler
    if [ $code -eq 0 ]; then
        dotnet "tests/Google.ProtoCheck/bin/$configuration/net10.0/$judge.dll" "$MULTIBATCH_EMULATOR_EXCHANGES"
        code=$?
    fi
    if [ $code -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

if [ -d "$MULTIBATCH_EMULATOR_EXCHANGES" ] || { [ ${#names[@]} -eq 0 ] && [ ${#filter[@]} -eq 0 ]; }; then
    if [ -f tests/clients/google/node_modules/.installed-lock ]; then
        run_judge
    elif command -v npm >/dev/null; then
        echo "test.sh: $judge has no definitions to compile: npm ci failed in tests/clients/google" >&2
        failed=$((failed + 1))
    else
        skipped=$((skipped + 1)) other_reasons+=("1 x Node is not installed: no definitions of Google's to read the exchanges with")
    fi
fi

pester_reasons=()
for project in "${projects[@]+"${projects[@]}"}"; do
    name=$(basename "$project" .csproj)
    if read -r ok bad left 2>/dev/null <"$results/$name.count"; then
        passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
    else
        echo "test.sh: $name left no count"
        failed=$((failed + 1))
    fi
done
if [ -f "$results/$pester.reasons" ]; then
    while read -r reason; do pester_reasons+=("$reason"); done <"$results/$pester.reasons"
fi

if [ $skipped -gt 0 ]; then
    echo
    echo "Skipped, by reason:"
    for reason in "${pester_reasons[@]+"${pester_reasons[@]}"}" "${other_reasons[@]+"${other_reasons[@]}"}"; do echo "  $reason"; done
    cat "$results"/*.trx 2>/dev/null | tr '\r\n' '  ' | awk 'BEGIN { RS = "<UnitTestResult " } /outcome="NotExecuted"/ {
        reason = "no reason given"
        if (match($0, /<Message>[^<]*/)) reason = substr($0, RSTART + 9, RLENGTH - 9)
        else if (match($0, /<StdOut>[^<]*/)) reason = substr($0, RSTART + 8, RLENGTH - 8)
        print reason
    }' | decode | sort | uniq -c | sed -E 's/^ *([0-9]+) /  \1 x /'
fi

finish
