BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Connect-Batch' {
    It 'makes a connection and emits it' {
        $name = New-TestName 'con'
        $connection = Connect-Batch -Provider local -Name $name
        $connection.Name | Should -Be $name
        $connection.Provider | Should -Be 'local'
        Disconnect-Batch -Name $name
    }

    It 'makes it the default of this session' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        try { (Submit-BatchJob -Command 'true' -Wait).Connection | Should -Be $name }
        finally { Disconnect-Batch -Name $name }
    }

    It 'refuses a provider that is not there, and names those that are' {
        $errors = Get-ErrorOf { Connect-Batch -Provider nowhere -Name (New-TestName 'con') }
        $errors.Count | Should -Be 1
        "$($errors[0])" | Should -Match 'local'
    }

    It 'makes a connection that is there the one in use, by its name alone' {
        $names = 1..2 | ForEach-Object { New-TestName 'con' }
        $names | ForEach-Object { Connect-Batch -Provider local -Name $_ | Out-Null }
        try { (Connect-Batch -Name $names[0]).IsDefault | Should -BeTrue }
        finally { Disconnect-Batch -Name $names }
    }

    It 'keeps a saved connection for the next session' {
        $name = New-TestName 'saved'
        Connect-Batch -Provider local -Name $name -Save | Out-Null
        try {
            $seen = Invoke-Session -Arguments $name { Import-Module $args[0]; (Submit-BatchJob -Connection $args[1] -Command 'true' -Wait).Connection }
            $seen | Should -Be $name
        }
        finally {
            Disconnect-Batch -Name $name
            Remove-BatchConnection -Name $name -Confirm:$false
        }
    }

    It 'refuses what means nothing here: <_>' -ForEach 'Proxy', 'Endpoint' {
        $arguments = @{ $_ = 'http://127.0.0.1:9' }
        $errors = Get-ErrorOf { Connect-Batch -Provider local -Name near @arguments }
        "$($errors[0].FullyQualifiedErrorId)" | Should -BeLike 'InvalidSpec*'
        "$($errors[0])" | Should -BeLike "*'$($_.ToLowerInvariant())' means nothing to the local provider; leave it out*"
    }

    It 'reads a secret of a connection with Get-Secret, on use, and says what is missing without' {
        $canary = 'cAnArY' + [guid]::NewGuid().ToString('N')
        $seen = Invoke-Session -Environment @{ MB_CANARY = $canary } {
            Import-Module $args[0]
            $settings = @{ accessKeyId = 'vault:team/id'; secretAccessKey = 'vault:team/key' }
            try { Connect-Batch aws -Name safe -Region eu-west-1 -Setting $settings -Save -ErrorAction Stop | Out-Null; $before = 'made' } catch { $before = "$($_.FullyQualifiedErrorId) $_" }
            $script:asked = @()
            function global:Get-Secret { param($Name, $Vault, [switch] $AsPlainText) $script:asked += "$Vault/$Name $AsPlainText"; $env:MB_CANARY }
            $made = Connect-Batch aws -Name safe -Region eu-west-1 -Setting $settings -Save -Verbose *>&1
            $plain = try { Connect-Batch aws -Name open -Setting @{ accessKeyId = 'x'; secretAccessKey = 'y1z2' } -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $_" }
            [pscustomobject]@{
                Before = $before; Asked = $asked; Plain = "$plain"
                Shown = ($made | Out-String -Width 4000) + ($made | ForEach-Object { if ($_.PSObject.Methods['ToJson']) { $_.ToJson() } })
                Saved = Get-Content -Raw (Join-Path $env:MULTIBATCH_HOME 'connections.json')
            }
            Remove-BatchConnection -Name safe -Confirm:$false
        }
        $seen.Before | Should -BeLike 'Unauthenticated*Microsoft.PowerShell.SecretManagement*'
        $seen.Asked | Sort-Object | Should -Be 'team/id True', 'team/key True'
        $seen.Shown | Should -BeLike '*vault:team/key*'
        $seen.Saved | Should -BeLike '*vault:team/key*'
        "$($seen.Shown)$($seen.Saved)" | Should -Not -BeLike "*$canary*"
        $seen.Plain | Should -BeLike 'InvalidSpec*vault:VAULT/NAME*'
        $seen.Plain | Should -Not -BeLike '*y1z2*'
    }

    It 'saves nothing with -WhatIf' {
        $name = New-TestName 'whatif'
        Connect-Batch -Provider local -Name $name -Save -WhatIf | Out-Null
        (Get-BatchConnection -Name $name).IsSaved | Should -BeFalse
        Disconnect-Batch -Name $name
    }
}
