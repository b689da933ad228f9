<#
.SYNOPSIS
Takes the SHA-256 of every file of a folder as a batch, and says what changed since the last time.

.DESCRIPTION
The files are dealt to a few children of one array, so that a night is enough for a large folder. The sums go to a CSV file, which the next run compares with.
The folder has to be there where the jobs run: on a cloud, mount it.

.EXAMPLE
./nightly-checksum.ps1 -Folder /srv/archive -Record /var/lib/archive-sums.csv

.EXAMPLE
./nightly-checksum.ps1 -Folder /archive -Files (Get-Content files.txt) -Record sums.csv -Connection prod -Mount 'nfs://filer/archive:/archive:ro' -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The folder, as the jobs see it.
    [Parameter(Mandatory)] [string] $Folder,

    # The CSV with the sums of the last run; written anew.
    [Parameter(Mandatory)] [string] $Record,

    # The files, relative to the folder. Default: all that are in the folder on this machine.
    [string[]] $Files,

    # How many children share the work.
    [ValidateRange(1, 1000)] [int] $Children = 8,

    # How the jobs get the folder, where it is not there by itself.
    [string[]] $Mount,

    # The connection to run on. Default: this session's.
    [string] $Connection
)

$ErrorActionPreference = 'Stop'
Import-Module MultiBatch
$on = @{}
if ($Connection) { $on.Connection = $Connection }

if (-not $Files) {
    $top = (Resolve-Path -LiteralPath $Folder).ProviderPath.TrimEnd('/', '\')
    $Files = Get-ChildItem -LiteralPath $top -File -Recurse | ForEach-Object { $_.FullName.Substring($top.Length + 1).Replace('\', '/') }
}
if (-not $Files) { throw "There is no file in $Folder." }

# A row for each child: the files it takes, one on each line.
$Children = [Math]::Min($Children, @($Files).Count)
$shares = @(foreach ($number in 1..$Children) { , [Collections.Generic.List[string]]::new() })
$next = 0
foreach ($file in $Files) { $shares[$next++ % $Children].Add($file) }
$rows = $shares | ForEach-Object { [pscustomobject]@{ FILES = $_ -join "`n" } }

$spec = @{
    Name = 'nightly-checksum'
    Env = @{ FOLDER = $Folder }
    Script = @'
set -eu
cd "$FOLDER"
if command -v sha256sum >/dev/null; then sum='sha256sum'; else sum='shasum -a 256'; fi
printf '%s\n' "$FILES" | while IFS= read -r file; do
    # A file that went away since it was listed is no failure of the night.
    if [ -e "$file" ]; then $sum "$file"; else echo "gone $file" >&2; fi
done
'@
    Label = @{ task = 'nightly-checksum' }
    Timeout = '6h'
    MaxAttempts = 2
}
if ($Mount) { $spec.Mount = $Mount }

$job = $rows | Submit-BatchJob @on @spec -AsArray -Wait
if (-not $job) { return }
if ($job.State -ne 'Succeeded') { throw "$($job.Reference) ended as $($job.State): $($job.Reason)" }

$now = [ordered]@{}
$job | Get-BatchJobLog @on | Where-Object { $_ -match '^(?<sum>[0-9a-f]{64}) [ *](?<file>.+)$' } | ForEach-Object { $now[$Matches.file] = $Matches.sum }
$before = @{}
if (Test-Path -LiteralPath $Record) { Import-Csv -LiteralPath $Record | ForEach-Object { $before[$_.File] = $_.Sum } }

foreach ($file in $now.Keys) {
    $change = if (-not $before.Contains($file)) { 'added' } elseif ($before[$file] -ne $now[$file]) { 'changed' } else { continue }
    [pscustomobject]@{ File = $file; Change = $change; Sum = $now[$file]; Before = $before[$file] }
}
foreach ($file in $before.Keys | Where-Object { -not $now.Contains($_) }) {
    [pscustomobject]@{ File = $file; Change = 'removed'; Sum = $null; Before = $before[$file] }
}

$now.Keys | Sort-Object | ForEach-Object { [pscustomobject]@{ File = $_; Sum = $now[$_] } } | Export-Csv -LiteralPath $Record
