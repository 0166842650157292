print("regnorm")
