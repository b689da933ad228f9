<#
.SYNOPSIS
Records anew, in this PowerShell, what its binder makes of each case of binding.json.
#>
[CmdletBinding()]
param([string] $Module = $env:MULTIBATCH_MODULE)

$ErrorActionPreference = 'Stop'
if (-not $Module) { $Module = Join-Path $PSScriptRoot '../../../out/MultiBatch' }
Import-Module (Join-Path $Module 'MultiBatch.psd1')
Import-Module (Join-Path $PSScriptRoot 'BindingProbe.psm1') -Force

$table = Get-BindingTable
$cases = foreach ($case in $table.cases) {
    $recorded = [ordered]@{}
    foreach ($property in $case.PSObject.Properties) { if ($property.Name -ne 'outcome') { $recorded[$property.Name] = $property.Value } }
    $recorded.outcome = Get-BindingOutcome $case
    $recorded
}
$text = [ordered]@{ powershell = "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)"; cases = @($cases) } | ConvertTo-Json -Depth 12
[IO.File]::WriteAllText((Join-Path $PSScriptRoot 'binding.json'), $text.Replace("`r`n", "`n") + "`n")
"$(@($cases).Count) cases recorded"
