### contract
