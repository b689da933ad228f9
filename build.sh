#!/usr/bin/env bash
# Builds everything, warnings being errors, and packs the libraries to out/packages and the PowerShell module to out/MultiBatch.
#
#   ./build.sh            everything
#   ./build.sh module     the PowerShell module alone: a folder for Import-Module, a package for Install-PSResource;
#                         with --no-build of what was built before
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
quiet=(-c Release -v quiet --nologo -warnaserror)
. build/compiler.sh
trap stop_compiler EXIT

module() {
    local version
    version=$(sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' Directory.Build.props)
    if [ "${1:-}" != --no-build ]; then
        compile build src/PowerShell/MultiBatch.PowerShell.csproj "${quiet[@]}"
        compile build src/PowerShell.Packaging/MultiBatch.PowerShell.Packaging.csproj "${quiet[@]}"
    fi

    dotnet src/PowerShell.Packaging/bin/Release/net10.0/MultiBatch.PowerShell.Packaging.dll src/PowerShell src/PowerShell/bin/Release out/MultiBatch out/packages "$version"
}

if [ "${1:-}" = module ]; then
    module "${2:-}"
    exit
fi

compile build MultiBatch.sln "${quiet[@]}"
rm -rf out/packages
compile pack MultiBatch.sln --no-build "${quiet[@]}"
module --no-build
ls out/packages
