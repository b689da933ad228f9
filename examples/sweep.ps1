<#
.SYNOPSIS
A parameter sweep from a CSV file: a child for each row, its result beside its parameters.

.DESCRIPTION
The columns become environment variables of the task. The task writes "result NAME VALUE" for each thing it measured; these become
columns too. Rows whose task failed have their reason instead, and the others are not lost.

.EXAMPLE
./sweep.ps1 | Sort-Object balance -Descending | Format-Table

.EXAMPLE
./sweep.ps1 -Table grid.csv -Script (Get-Content -Raw train.sh) -Connection prod -Parallelism 50 | Export-Csv results.csv
#>
[CmdletBinding()]
param(
    # The rows. Cells are text and reach the task as they are written.
    [string] $Table = (Join-Path $PSScriptRoot 'sweep.csv'),

    # What each child runs.
    [string] $Script = 'awk -v rate="$RATE" -v steps="$STEPS" "BEGIN { b = 100; for (i = 0; i < steps; i++) b += b * rate / 100; printf \"result balance %.4f\n\", b }"',

    # How many children run at a time. Default: as many as there is room for.
    [int] $Parallelism,

    # The connection to run on. Default: this session's.
    [string] $Connection
)

$ErrorActionPreference = 'Stop'
Import-Module MultiBatch
$on = @{}
if ($Connection) { $on.Connection = $Connection }
$array = @{}
if ($Parallelism) { $array.Parallelism = $Parallelism }

$rows = @(Import-Csv -LiteralPath $Table)
$job = $rows | Submit-BatchJob @on @array -AsArray -Name 'sweep' -Script $Script -Timeout 1h -Wait

# One entry for each row, whatever became of it.
$children = @{}
$job | Get-BatchJob @on -Children | ForEach-Object { $children[[int]$_.Index] = $_ }
$results = @{}
$job | Get-BatchJobLog @on -AsObject | ForEach-Object {
    if ($_.Text -match '^result (\S+) (.+)$') {
        $index = [int]$_.Index
        if (-not $results.Contains($index)) { $results[$index] = [ordered]@{} }
        $results[$index][$Matches[1]] = $Matches[2]
    }
}

for ($index = 0; $index -lt $rows.Count; $index++) {
    $row = [ordered]@{}
    foreach ($column in $rows[$index].PSObject.Properties) { $row[$column.Name] = $column.Value }
    $row.State = "$($children[$index].State)"
    $row.Reason = if ($children[$index].State -ne 'Succeeded') { $children[$index].Reason }
    if ($results.Contains($index)) { foreach ($name in $results[$index].Keys) { $row[$name] = $results[$index][$name] } }
    [pscustomobject]$row
}
