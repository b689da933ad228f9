<#
.SYNOPSIS
Runs the Pester tests of the packaged module in this PowerShell.

.DESCRIPTION
Needs Pester 5 and the packaged module (./build.sh module). Writes what failed, and as its last line
"N passed, N failed, N skipped". Exit code: 0 when something ran and nothing failed, 3 when Pester 5 is not there, else 1.

.EXAMPLE
pwsh -NoProfile -File tests/PowerShell.Pester/Invoke-Tests.ps1

.EXAMPLE
pwsh -NoProfile -File tests/PowerShell.Pester/Invoke-Tests.ps1 -Name Submit-BatchJob,Session -Detailed
#>
[CmdletBinding()]
param(
    # Files or folders of tests, by a part of their path. Default: all.
    [string[]] $Name,

    # The folder of the packaged module. Default: out/MultiBatch of this clone.
    [string] $Module = $env:MULTIBATCH_MODULE,

    # Where the results go, as NUnit XML. Default: nowhere.
    [string] $ResultFile,

    # Writes each test, not only those that failed.
    [switch] $Detailed
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
# From another shell a list comes as one word.
$Name = @($Name -split ',' | ForEach-Object Trim | Where-Object { $_ })
if (-not $Module) { $Module = Join-Path $root 'out/MultiBatch' }
if (-not (Test-Path -LiteralPath (Join-Path $Module 'MultiBatch.psd1'))) {
    Write-Host "There is no module in $Module; ./build.sh module makes it."
    Write-Host '0 passed, 1 failed, 0 skipped'
    exit 1
}

# A Pester that is installed, or the package of that name in MULTIBATCH_PESTER.
$pester = if ($env:MULTIBATCH_PESTER) { $env:MULTIBATCH_PESTER } else {
    Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
}
if (-not $pester) {
    Write-Host 'Pester 5 is not installed.'
    exit 3
}
Import-Module $pester

# Everything the module keeps goes in here: settings, the local engine's state, scratch files.
$work = Join-Path ([IO.Path]::GetTempPath()) "mbp-$PID"
$null = New-Item -ItemType Directory -Path $work, (Join-Path $work 'home')
$before = @{}
foreach ($variable in 'MULTIBATCH_HOME', 'MULTIBATCH_MODULE', 'MULTIBATCH_TEST_WORK') { $before[$variable] = [Environment]::GetEnvironmentVariable($variable) }
$env:MULTIBATCH_HOME = Join-Path $work 'home'
$env:MULTIBATCH_MODULE = (Resolve-Path -LiteralPath $Module).ProviderPath
$env:MULTIBATCH_TEST_WORK = $work

try {
    $files = @(Get-ChildItem -LiteralPath $PSScriptRoot -Recurse -Filter '*.Tests.ps1' | Sort-Object FullName | Where-Object {
        $path = $_.FullName.Substring($PSScriptRoot.Length)
        -not $Name -or @($Name | Where-Object { $path.Contains($_, [StringComparison]::OrdinalIgnoreCase) }).Count -gt 0
    })
    if ($files.Count -eq 0) { throw "No test file matches $Name." }

    $settings = New-PesterConfiguration
    $settings.Run.Path = $files.FullName
    $settings.Run.PassThru = $true
    $settings.Output.Verbosity = if ($Detailed) { 'Detailed' } else { 'Normal' }
    $settings.Output.RenderMode = 'PlainText'
    $settings.TestRegistry.Enabled = $false
    if ($ResultFile) {
        $settings.TestResult.Enabled = $true
        $settings.TestResult.OutputPath = $ResultFile
    }

    $result = Invoke-Pester -Configuration $settings
    $reasons = @($result.Skipped | ForEach-Object { if ($_.ErrorRecord) { "$($_.ErrorRecord[0].Exception.Message)" -replace '^is skipped, because ' } else { 'no reason given' } } | Group-Object)
    foreach ($reason in $reasons) { Write-Host "  skipped $($reason.Count) x $($reason.Name)" }

    # A file that could not be read, or a block whose setup failed, is a failure like any other.
    $failed = $result.FailedCount + $result.FailedContainersCount + @($result.FailedBlocks).Count
    Write-Host "$($result.PassedCount) passed, $failed failed, $($result.SkippedCount + $result.InconclusiveCount + $result.NotRunCount) skipped"
    exit [int]($failed -gt 0 -or $result.PassedCount -eq 0)
}
finally {
    foreach ($variable in $before.Keys) { [Environment]::SetEnvironmentVariable($variable, $before[$variable]) }
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
