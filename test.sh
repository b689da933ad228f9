#!/usr/bin/env bash
# Builds everything once and runs every test project.
#
#   ./test.sh [--no-build] [--filter EXPRESSION] [NAME...]
#
# NAME picks the test projects whose name contains it; EXPRESSION is a test filter as `dotnet test` takes it.
# The last line is always "N passed, N failed, N skipped"; the exit code is 0 only when something ran and nothing
# failed. Apart from the package cache of the .NET SDK nothing outside this folder is changed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
root=$PWD
configuration=Release
results=$root/artifacts/test-results
build=true
filter=()
names=()

while [ $# -gt 0 ]; do
    case $1 in
        --no-build) build=false ;;
        --filter) filter=(--filter "${2:?--filter needs an expression}"); shift ;;
        -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
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

# Programs under test keep their state, settings and scratch files in here.
home=$root/artifacts/test-home
rm -rf "$home" "$results"
mkdir -p "$home"/{multibatch,config,data,state,cache,tmp} "$results"
export MULTIBATCH_HOME=$home/multibatch
export XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
if [ ${#home} -le 60 ]; then
    export TMPDIR=$home/tmp
else
    # The path of a socket may have 104 to 108 bytes in all; a deep clone would leave too few for its name.
    TMPDIR=$(mktemp -d /tmp/multibatch-test.XXXXXX) && export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
fi

# The vendors' official clients, which some tests drive: what the lock file names, installed inside the clone.
# A machine without Node skips those tests and says so; with it a failed install fails them.
if command -v npm >/dev/null; then
    for lock in tests/clients/*/package-lock.json; do
        [ -f "$lock" ] || continue
        folder=$(dirname "$lock")
        cmp -s "$lock" "$folder/node_modules/.installed-lock" && continue
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null && cp package-lock.json node_modules/.installed-lock) ||
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

# What the runner says on every run and nobody needs to read.
noise='^(Starting test execution|A total of 1 test files|Data collector|Results File:|Additionally, path to test adapters|Test run for|$)'

for project in tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    if [ ${#names[@]} -gt 0 ]; then
        wanted=false
        for part in "${names[@]}"; do [[ $name == *"$part"* ]] && wanted=true; done
        $wanted || continue
    fi

    echo "== $name"
    trx=$results/$name.trx
    dotnet test "$(dirname "$project")/bin/$configuration/net10.0/$name.dll" --nologo \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$trx" --results-directory "$results" \
        --blame-hang-timeout 20m --blame-hang-dump-type none "${filter[@]+"${filter[@]}"}" </dev/null 2>&1 |
        grep -Ev --line-buffered "$noise"
    code=${PIPESTATUS[0]}

    total=0 executed=0 ok=0
    if [ -f "$trx" ]; then
        total=$(attribute "$trx" total) executed=$(attribute "$trx" executed) ok=$(attribute "$trx" passed)
    fi
    bad=$((executed - ok))
    if [ $code -ne 0 ] && [ $bad -eq 0 ]; then
        # A test host that crashed or hung reports no failed test.
        echo "test.sh: $name ended with code $code" >&2
        bad=1
    fi
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
done

# The tests in Pester run the packaged module in a real PowerShell, where there is one.
pester=MultiBatch.PowerShell.Pester
pester_reasons=()
run_pester() {
    local shell=${MULTIBATCH_PWSH:-$(command -v pwsh)} log=$results/$pester.log code line reason="" limit=()
    command -v timeout >/dev/null && limit=(timeout 30m)
    echo "== $pester"
    if [ ${#filter[@]} -gt 0 ]; then reason="--filter is for dotnet test"
    elif [ -z "$shell" ]; then reason="no PowerShell: 'pwsh' is not on the PATH, and MULTIBATCH_PWSH is not set"
    elif ! ./build.sh module --no-build; then
        echo "test.sh: the module could not be put together; ./build.sh module builds it" >&2
        failed=$((failed + 1))
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
        skipped=$((skipped + count)) pester_reasons+=("$count x $reason")
        echo "skipped: $reason"
        return
    fi

    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" | tail -n 1)
    if [ -z "$line" ]; then
        echo "test.sh: $pester ended with code $code and no count" >&2
        failed=$((failed + 1))
        return
    fi
    set -- $(tr -dc '0-9 ' <<<"$line")
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    while read -r reason; do pester_reasons+=("$reason"); done < <(sed -n 's/^  skipped \([0-9]* x .*\)/\1/p' "$log")
}

wanted=$([ ${#names[@]} -eq 0 ] && echo true || echo false)
for part in "${names[@]+"${names[@]}"}"; do [[ $pester == *"$part"* ]] && wanted=true; done
if $wanted && [ -d tests/PowerShell.Pester ]; then run_pester; fi

if [ $skipped -gt 0 ]; then
    echo
    echo "Skipped, by reason:"
    for reason in "${pester_reasons[@]+"${pester_reasons[@]}"}"; do echo "  $reason"; done
    cat "$results"/*.trx 2>/dev/null | tr '\r\n' '  ' | awk 'BEGIN { RS = "<UnitTestResult " } /outcome="NotExecuted"/ {
        reason = "no reason given"
        if (match($0, /<Message>[^<]*/)) reason = substr($0, RSTART + 9, RLENGTH - 9)
        else if (match($0, /<StdOut>[^<]*/)) reason = substr($0, RSTART + 8, RLENGTH - 8)
        print reason
    }' | decode | sort | uniq -c | sed -E 's/^ *([0-9]+) /  \1 x /'
fi

finish
