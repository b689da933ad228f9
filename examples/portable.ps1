<#
.SYNOPSIS
One script, any connection: counts the words of a few texts, a child of an array for each, and adds up what they found.

.DESCRIPTION
Nothing in here knows where it runs. The connection decides; what it writes is the same everywhere.

.EXAMPLE
./portable.ps1

.EXAMPLE
Connect-Batch -Provider aws -Region eu-west-1 -Name prod; ./portable.ps1 -Connection prod
#>
[CmdletBinding()]
param(
    # The connection to run on. Default: this session's, which is this machine if none was made.
    [string] $Connection
)

$ErrorActionPreference = 'Stop'
Import-Module MultiBatch
$on = @{}
if ($Connection) { $on.Connection = $Connection }

$texts = @(
    [pscustomobject]@{ TITLE = 'Hamlet'; TEXT = 'to be or not to be that is the question' }
    [pscustomobject]@{ TITLE = 'Genesis'; TEXT = 'in the beginning' }
    [pscustomobject]@{ TITLE = 'Moby Dick'; TEXT = 'call me Ishmael' }
)

# Every row becomes a child; its cells are the child's environment variables.
$job = $texts | Submit-BatchJob @on -AsArray -Name 'portable-words' -Script 'set -- $TEXT; echo "$TITLE: $# words"' -Memory 64MB -Timeout 5m -MaxAttempts 2 -Wait
if ($job.State -ne 'Succeeded') {
    $job | Get-BatchJob @on -Explain | Select-Object -ExpandProperty Diagnosis
    throw "$($job.Reference) ended as $($job.State)."
}

$lines = $job | Get-BatchJobLog @on -AsObject | Sort-Object Index
$lines.Text
$total = ($lines | ForEach-Object { [int][regex]::Match($_.Text, '(\d+) words$').Groups[1].Value } | Measure-Object -Sum).Sum
"total: $total words"
