#!/usr/bin/env bash
# Builds everything, warnings being errors, and packs the libraries to out/packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
quiet=(-c Release -v quiet --nologo -warnaserror -nodeReuse:false -p:UseSharedCompilation=false)

dotnet build MultiBatch.sln "${quiet[@]}" </dev/null
rm -rf out/packages
dotnet pack MultiBatch.sln --no-build "${quiet[@]}" </dev/null
ls out/packages
