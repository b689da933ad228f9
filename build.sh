#!/usr/bin/env bash
# Builds everything, warnings being errors, and packs the libraries to out/packages and the PowerShell module to out/MultiBatch.
#
#   ./build.sh            everything
#   ./build.sh module     the PowerShell module alone: a folder for Import-Module, a package for Install-PSResource;
#                         with --no-build of what was built before
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
quiet=(-c Release -v quiet --nologo -warnaserror -nodeReuse:false -p:UseSharedCompilation=false)

module() {
    local version
    version=$(sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' Directory.Build.props)
    if [ "${1:-}" != --no-build ]; then
        dotnet build src/PowerShell/MultiBatch.PowerShell.csproj "${quiet[@]}" </dev/null
        dotnet build src/PowerShell.Packaging/MultiBatch.PowerShell.Packaging.csproj "${quiet[@]}" </dev/null
    fi

    dotnet src/PowerShell.Packaging/bin/Release/net10.0/MultiBatch.PowerShell.Packaging.dll src/PowerShell src/PowerShell/bin/Release out/MultiBatch out/packages "$version"
}

if [ "${1:-}" = module ]; then
    module "${2:-}"
    exit
fi

dotnet build MultiBatch.sln "${quiet[@]}" </dev/null
rm -rf out/packages
dotnet pack MultiBatch.sln --no-build "${quiet[@]}" </dev/null
module --no-build
ls out/packages
