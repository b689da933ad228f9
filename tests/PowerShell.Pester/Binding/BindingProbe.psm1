# Lets PowerShell's own binder bind parameters of a cmdlet without running the cmdlet: a function that bears the cmdlet's parameters,
# with its real attributes (sets, pipeline, aliases, transformations, validations), and notes what came in.
Set-StrictMode -Version Latest

$script:Common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters

function New-BindingProbe {
    # A script block with the parameters of the cmdlet. It emits, per item it was given, the parameter set and a copy of what was bound.
    param([Parameter(Mandatory)] [Management.Automation.CmdletInfo] $Cmdlet)

    $parameters = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
    foreach ($parameter in $Cmdlet.Parameters.Values) {
        if ($parameter.Name -in $script:Common) { continue }
        $parameters.Add($parameter.Name, [Management.Automation.RuntimeDefinedParameter]::new($parameter.Name, $parameter.ParameterType, $parameter.Attributes))
    }

    $shape = [Management.Automation.CommandMetadata]::new($Cmdlet)
    $set = if ($shape.DefaultParameterSetName) { "DefaultParameterSetName = '$($shape.DefaultParameterSetName)', " }
    $function = "_Probe_$($Cmdlet.Name.Replace('-', '_'))"
    $body = "[CmdletBinding($($set)SupportsShouldProcess = `$$($shape.SupportsShouldProcess))] param()
        dynamicparam { `$script:Parameters['$function'] }
        process {
            `$bound = [ordered]@{}
            foreach (`$name in `$PSBoundParameters.Keys | Sort-Object) { if (`$name -notin `$script:Common) { `$bound[`$name] = `$PSBoundParameters[`$name] } }
            [pscustomobject]@{ Set = `$PSCmdlet.ParameterSetName; Bound = `$bound }
        }"
    $script:Parameters[$function] = $parameters
    Set-Item "function:script:$function" ([scriptblock]::Create($body))
    $function
}

$script:Parameters = @{}

function ConvertFrom-CaseValue {
    # An input of a case, as the table has it: JSON, with { "$script": "..." }, { "$job": "reference" } and { "$switch": true } for what JSON lacks.
    param($Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertFrom-CaseValue $_ }) }
    if ($Value -is [Management.Automation.PSCustomObject]) {
        $names = @($Value.PSObject.Properties.Name)
        if ($names -contains '$script') { return [scriptblock]::Create($Value.'$script') }
        if ($names -contains '$switch') { return [switch][bool]$Value.'$switch' }
        if ($names -contains '$map') {
            $map = @{}
            foreach ($property in $Value.'$map'.PSObject.Properties) { $map[$property.Name] = ConvertFrom-CaseValue $property.Value }
            return $map
        }
        $row = [ordered]@{}
        foreach ($property in $Value.PSObject.Properties) { $row[$property.Name] = ConvertFrom-CaseValue $property.Value }
        return [pscustomobject]$row
    }
    $Value
}

function ConvertTo-CaseValue {
    # A bound value, as the table has it. What JSON has no word for is its type's name and its text.
    param($Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [Management.Automation.PSObject] -and $Value.PSObject.BaseObject -isnot [Management.Automation.PSCustomObject]) { $Value = $Value.PSObject.BaseObject }
    if ($Value -is [switch]) { return [bool]$Value }
    if ($Value -is [string] -or $Value -is [bool] -or $Value -is [int] -or $Value -is [long]) { return $Value }
    if ($Value -is [double]) { return [decimal]$Value }
    if ($Value -is [scriptblock]) { return [ordered]@{ '$script' = $Value.ToString() } }
    if ($Value -is [Collections.IDictionary]) {
        $map = [ordered]@{}
        foreach ($key in $Value.Keys | Sort-Object) { $map["$key"] = ConvertTo-CaseValue $Value[$key] }
        return [ordered]@{ '$map' = $map }
    }
    if ($Value -is [Management.Automation.PSCustomObject]) {
        $row = [ordered]@{}
        foreach ($property in $Value.PSObject.Properties) { $row[$property.Name] = ConvertTo-CaseValue $property.Value }
        return $row
    }
    if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertTo-CaseValue $_ }) }
    [ordered]@{ '$type' = $Value.GetType().FullName; value = [string]::Format([cultureinfo]::InvariantCulture, '{0}', $Value) }
}

function Get-BindingOutcome {
    # What PowerShell makes of one case: an entry for each item, in order, either { set, bound } or { error }.
    param([Parameter(Mandatory)] $Case)

    $cmdlet = Get-Command $Case.cmdlet -Module MultiBatch -CommandType Cmdlet
    $probe = New-BindingProbe $cmdlet
    $named = @{}
    $positional = @()
    if ($Case.PSObject.Properties['arguments']) {
        foreach ($property in $Case.arguments.PSObject.Properties) { $named[$property.Name] = ConvertFrom-CaseValue $property.Value }
    }
    if ($Case.PSObject.Properties['positional']) { $positional = @($Case.positional | ForEach-Object { ConvertFrom-CaseValue $_ }) }

    $entries = [Collections.Generic.List[object]]::new()
    $note = {
        if ($_ -is [Management.Automation.ErrorRecord]) { $entries.Add([ordered]@{ error = ($_.FullyQualifiedErrorId -split ',')[0] }) }
        else {
            $bound = [ordered]@{}
            foreach ($name in $_.Bound.Keys) { $bound[$name] = ConvertTo-CaseValue $_.Bound[$name] }
            $entries.Add([ordered]@{ set = $_.Set; bound = $bound })
        }
    }
    $preference = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try {
        if ($Case.PSObject.Properties['pipeline']) {
            $items = @($Case.pipeline | ForEach-Object { ConvertFrom-CaseValue $_ })
            $items | & $probe @positional @named 2>&1 | ForEach-Object $note
        }
        else { & $probe @positional @named 2>&1 | ForEach-Object $note }
    }
    catch { $entries.Add([ordered]@{ error = ($_.FullyQualifiedErrorId -split ',')[0] }) }
    finally { $ErrorActionPreference = $preference }
    , $entries.ToArray()
}

function Get-BindingTable {
    # The table as it is recorded.
    Get-Content -Raw -LiteralPath (Join-Path $PSScriptRoot 'binding.json') | ConvertFrom-Json
}

Export-ModuleMember -Function New-BindingProbe, Get-BindingOutcome, Get-BindingTable
